-- event:   confirm_proformas
-- returns: nothing
-- keeps:   a correction lists what it corrects; what stays billed and taxed as it was is left alone
-- source:  docs/rules/billing.md#corrections

delete from billing_proforma_detail as detail
 using billing_proforma as proforma
 where proforma.company_id = %(company_id)s
   and proforma.id = any(%(proforma_ids)s::bigint[])
   and proforma.status = 'draft'
   and proforma.corrects_id is not null
   and detail.proforma_id = proforma.id
   and detail.is_correction
   and detail.quantity = case when detail.retainer_id is null then detail.source_quantity else abs(detail.source_quantity) end
   and detail.source_price is null
   and detail.tax_group_id is null
   and detail.item_tax_group_id is null
