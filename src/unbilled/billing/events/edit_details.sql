-- event:   edit_details
-- returns: line_no per detail edited
-- keeps:   a milestone is billed whole, and credited whole
-- source:  docs/rules/billing.md#editing

update billing_proforma_detail as detail
   set act_id = %(act_id)s,
       quantity = edited.quantity,
       reason = case when edited.quantity = detail.source_quantity then '' else %(reason)s end,
       transaction_amount = case when edited.quantity = detail.source_quantity then detail.source_amount
                                 else round(edited.quantity * detail.unit_price, currency.digits)
                             end
  from unnest(%(line_nos)s::integer[], %(quantities)s::numeric(18, 6)[]) as edited (line_no, quantity)
 cross join billing_proforma as proforma
  join companies_currency as currency on currency.code = proforma.transaction_currency
 where proforma.company_id = %(company_id)s
   and proforma.id = %(proforma_id)s
   and proforma.status = 'draft'
   and detail.proforma_id = %(proforma_id)s
   and detail.line_no = edited.line_no
   and (detail.milestone_id is null
        or edited.quantity = 1
        or (edited.quantity = 0 and detail.is_correction))
returning detail.line_no
