-- event:   confirm_proformas
-- returns: entry_ids, quantities, unit_prices and billing_types: one of each per line that was written by hand
-- source:  docs/rules/billing.md#lines-written-by-hand

select detail.entry_id as entry_ids, detail.quantity as quantities, detail.unit_price as unit_prices,
       detail.billing_type as billing_types
  from billing_proforma as proforma
  join billing_proforma_detail as detail
    on detail.proforma_id = proforma.id
   and detail.entry_id is not null
 where proforma.company_id = %(company_id)s
   and proforma.id = any(%(proforma_ids)s::bigint[])
   and proforma.status = 'draft'
 order by detail.entry_id
