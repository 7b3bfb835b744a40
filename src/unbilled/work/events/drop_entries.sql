-- event:   drop_entries
-- returns: nothing
-- keeps:   what a confirmed proforma bills stays; receipts go with their entry
-- source:  docs/rules/billing.md#lines-written-by-hand

with receipts as (
    delete from work_receipt as receipt
     using work_entry as entry
     where entry.id = receipt.entry_id
       and entry.company_id = %(company_id)s::bigint
       and entry.id = any(%(entry_ids)s::bigint[])
       and entry.status = 'written'
)

delete from work_entry as entry
 where entry.company_id = %(company_id)s::bigint
   and entry.id = any(%(entry_ids)s::bigint[])
   and entry.status = 'written'
