-- read:    entry_names
-- returns: per entry that the company has: id, name, state

select entry.id, entry.status as state, named.name
  from work_entry as entry
 cross join lateral work_entry_name(entry.id) as named
 where entry.company_id = %(company_id)s
   and entry.id = any(%(ids)s::bigint[])
