-- read:    entries_of_others
-- returns: per entry that somebody else entered: entry_id, name, username of who did
-- source:  docs/rules/work.md#changing

select entry.id as entry_id, named.name, person.username
  from work_entry as entry
  join people_act as act on act.id = entry.entered_act_id
  join people_person as person on person.id = act.person_id
 cross join lateral work_entry_name(entry.id) as named
 where entry.company_id = %(company_id)s::bigint
   and entry.id = any(%(entry_ids)s::bigint[])
   and act.person_id <> %(person_id)s::bigint
 order by entry.id
