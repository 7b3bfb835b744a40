-- event:   edit_details
-- returns: line_no per detail edited
-- keeps:   a milestone is billed whole, and credited whole or by a lower price; a product is billed at its price, and credited by a lower quantity or price; a retainer is not edited; what is kept and its rest have the sign of the whole
-- source:  docs/rules/billing.md#editing

with edited as (
    select detail.line_no, coalesce(given.quantity, detail.quantity) as quantity,
           coalesce(given.unit_price, detail.unit_price) as unit_price, source.unit_price as source_price,
           coalesce(given.billing_type, detail.billing_type) as billing_type,
           source.billing_type as source_billing_type, currency.digits
      from unnest(%(line_nos)s::integer[], %(quantities)s::numeric(18, 6)[], %(prices)s::numeric(18, 6)[],
                  %(billing_types)s::text[]) as given (line_no, quantity, unit_price, billing_type)
     cross join billing_proforma as proforma
      join companies_currency as currency on currency.code = proforma.transaction_currency
      join billing_proforma_detail as detail
        on detail.proforma_id = proforma.id
       and detail.line_no = given.line_no
     cross join lateral (values (coalesce(detail.source_price, detail.unit_price),
                                 coalesce(detail.source_billing_type, detail.billing_type)))
                        as source (unit_price, billing_type)
     where proforma.company_id = %(company_id)s
       and proforma.id = %(proforma_id)s
       and proforma.status = 'draft'
)

update billing_proforma_detail as detail
   set act_id = %(act_id)s,
       is_prepaid = false,
       quantity = edited.quantity,
       unit_price = edited.unit_price,
       source_price = nullif(edited.source_price, edited.unit_price),
       billing_type = edited.billing_type,
       source_billing_type = nullif(edited.source_billing_type, edited.billing_type),
       reason = case when (edited.quantity, edited.unit_price, edited.billing_type)
                          = (detail.source_quantity, edited.source_price, edited.source_billing_type) then ''
                     else %(reason)s
                 end,
       tax_group_id = coalesce(%(tax_group_id)s::bigint, detail.tax_group_id),
       item_tax_group_id = coalesce(%(item_tax_group_id)s::bigint, detail.item_tax_group_id),
       -- What is kept of a share never exceeds it: quantity times price is the amount only to the cent.
       transaction_amount = case when edited.unit_price <> edited.source_price then worth.amount
                                 when edited.quantity = detail.source_quantity then detail.source_amount
                                 when edited.quantity < detail.source_quantity
                                 then agreements_within(detail.source_amount, worth.amount)
                                 else worth.amount
                             end
  from edited
 cross join lateral (values (round(edited.quantity * edited.unit_price, edited.digits))) as worth (amount)
 where detail.company_id = %(company_id)s
   and detail.proforma_id = %(proforma_id)s
   and detail.line_no = edited.line_no
   and detail.retainer_id is null
   and detail.drawn_hours = 0
   and (detail.milestone_id is null
        or ((edited.quantity = 1 or edited.quantity = 0 and detail.is_correction)
            and (edited.unit_price = edited.source_price
                 or (detail.is_correction
                     and edited.quantity = 1
                     and edited.unit_price > 0
                     and edited.unit_price < edited.source_price
                     and edited.unit_price = round(edited.unit_price, edited.digits)))
            and edited.billing_type = edited.source_billing_type)
        or (detail.transaction_class = 'product'
            and edited.billing_type = edited.source_billing_type
            and case when detail.is_correction
                     then edited.quantity <= detail.source_quantity
                          and edited.unit_price > 0
                          and edited.unit_price <= edited.source_price
                     else edited.quantity > 0 and edited.unit_price = edited.source_price
                 end))
returning detail.line_no
