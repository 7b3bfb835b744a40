-- read:    known_entries
-- returns: per entry there is: external_reference, entry_id, status

select entry.external_reference, entry.id as entry_id, entry.status
  from work_entry as entry
 where entry.company_id = %(company_id)s::bigint
   and entry.external_reference = any(%(external_references)s::text[])
   and entry.external_reference is not null
 order by entry.id
