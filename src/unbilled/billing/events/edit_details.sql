-- event:   edit_details
-- returns: line_no per detail edited
-- keeps:   a milestone is billed whole, and credited whole; what is kept and its rest have the sign of the whole
-- source:  docs/rules/billing.md#editing

update billing_proforma_detail as detail
   set act_id = %(act_id)s,
       quantity = edited.quantity,
       reason = case when edited.quantity = detail.source_quantity then '' else %(reason)s end,
       tax_group_id = coalesce(%(tax_group_id)s::bigint, detail.tax_group_id),
       item_tax_group_id = coalesce(%(item_tax_group_id)s::bigint, detail.item_tax_group_id),
       -- What is kept of a share never exceeds it: quantity times price is the amount only to the cent.
       transaction_amount = case when edited.quantity = detail.source_quantity then detail.source_amount
                                 when edited.quantity < detail.source_quantity
                                 then agreements_within(detail.source_amount, worth.amount)
                                 else worth.amount
                             end
  from unnest(%(line_nos)s::integer[], %(quantities)s::numeric(18, 6)[]) as edited (line_no, quantity)
 cross join billing_proforma as proforma
  join companies_currency as currency on currency.code = proforma.transaction_currency
  join billing_proforma_detail as priced
    on priced.proforma_id = proforma.id
   and priced.line_no = edited.line_no
 cross join lateral (values (round(edited.quantity * priced.unit_price, currency.digits))) as worth (amount)
 where proforma.company_id = %(company_id)s
   and proforma.id = %(proforma_id)s
   and proforma.status = 'draft'
   and detail.proforma_id = %(proforma_id)s
   and detail.line_no = edited.line_no
   and (detail.milestone_id is null
        or edited.quantity = 1
        or (edited.quantity = 0 and detail.is_correction))
returning detail.line_no
