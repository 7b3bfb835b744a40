-- read:    steps, which entries
-- returns: entries of a status

select entry.id
  from work_entry as entry
 where entry.company_id = %(company_id)s
   and entry.status = %(status)s::text
 order by entry.id
