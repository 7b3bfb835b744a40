-- event:   keep_entries
-- returns: nothing
-- keeps:   what facts name is never deleted
-- source:  docs/rules/billing.md#lines-written-by-hand

update work_entry as entry
   set act_id = %(act_id)s,
       quantity = billed.quantity,
       unit_price = billed.unit_price,
       billing_type = billed.billing_type,
       was_recorded = true
  from unnest(%(entry_ids)s::bigint[], %(quantities)s::numeric[], %(unit_prices)s::numeric[], %(billing_types)s::text[])
         as billed (entry_id, quantity, unit_price, billing_type)
 where entry.id = billed.entry_id
   and entry.company_id = %(company_id)s
   and entry.status = 'written'
