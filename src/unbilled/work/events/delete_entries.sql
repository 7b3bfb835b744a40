-- event:   delete_entries
-- returns: entry_id per entry deleted
-- keeps:   what is submitted or approved stays; receipts go with their entry
-- source:  docs/rules/work.md#deleting

with receipts as (
    delete from work_receipt as receipt
     using work_entry as entry
     where entry.id = receipt.entry_id
       and entry.company_id = %(company_id)s::bigint
       and entry.id = any(%(entry_ids)s::bigint[])
       and entry.status in ('draft', 'returned')
)

delete from work_entry as entry
 where entry.company_id = %(company_id)s::bigint
   and entry.id = any(%(entry_ids)s::bigint[])
   and entry.status in ('draft', 'returned')
returning entry.id as entry_id
