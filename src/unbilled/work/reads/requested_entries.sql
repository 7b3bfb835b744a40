-- read:    requested_entries
-- returns: entry_id per entry that somebody wants back, its wish locked in id order
-- source:  docs/rules/work.md#asking-for-work-back

select recall.entry_id
  from work_recall as recall
 where recall.company_id = %(company_id)s
   and recall.entry_id = any(%(entry_ids)s::bigint[])
   and recall.status = 'requested'
 order by recall.id
   for update
