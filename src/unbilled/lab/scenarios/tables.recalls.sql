-- read:    tables, its recalls
-- returns: one row per wish to have an approved entry back

select recall.id as key,
       entry.external_reference as entry,
       recall.reason,
       asker.username as "asked by",
       recall.status,
       recall.answer
  from work_recall as recall
  join work_entry as entry on entry.id = recall.entry_id
  join people_act as act on act.id = recall.requested_act_id
  join people_person as asker on asker.id = act.person_id
 where recall.company_id = %(company_id)s
 order by recall.id
