-- event:   edit_details
-- returns: line_no per detail edited
-- keeps:   a milestone or retainer is billed whole, and credited whole or by a lower price; a product is billed at its price, and credited by a lower quantity or price; what is kept and its rest have the sign of the whole
-- source:  docs/rules/billing.md#editing

with edited as (
    select detail.line_no, coalesce(given.quantity, detail.quantity) as quantity,
           coalesce(given.unit_price, detail.unit_price) as unit_price, source.unit_price as source_price,
           coalesce(given.billing_type, detail.billing_type) as billing_type,
           source.billing_type as source_billing_type, currency.digits, detail.entry_id is not null as is_written,
           -- Discounts and surcharges are spread anew over what is left without them.
           detail.source_amount - detail.source_discount as source_amount,
           detail.entry_id is not null
               or (coalesce(given.quantity, detail.quantity), coalesce(given.unit_price, detail.unit_price),
                   coalesce(given.billing_type, detail.billing_type))
                  = (detail.source_quantity, source.unit_price, source.billing_type) as is_source
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
       billing_type = edited.billing_type,
       -- What is written by hand has no other source than what is written.
       source_quantity = case when edited.is_written then edited.quantity else detail.source_quantity end,
       source_amount = case when edited.is_written then worth.amount else detail.source_amount end,
       source_price = case when not edited.is_written then nullif(edited.source_price, edited.unit_price) end,
       source_billing_type = case when not edited.is_written
                                  then nullif(edited.source_billing_type, edited.billing_type)
                             end,
       reason = case when edited.is_source then '' else %(reason)s end,
       write_off_reason_id = case when not edited.is_source then %(write_off_reason_id)s::bigint end,
       tax_group_id = coalesce(%(tax_group_id)s::bigint, detail.tax_group_id),
       item_tax_group_id = coalesce(%(item_tax_group_id)s::bigint, detail.item_tax_group_id),
       discount_amount = 0,
       -- What is kept of a share never exceeds it: quantity times price is the amount only to the cent.
       -- What remains deducted of a retainer is below zero.
       transaction_amount = case when detail.retainer_id is not null
                                 then case when edited.quantity = abs(detail.source_quantity)
                                            and edited.unit_price = edited.source_price
                                           then detail.source_amount
                                           else sign(detail.source_amount) * worth.amount
                                       end
                                 when edited.is_written or edited.unit_price <> edited.source_price then worth.amount
                                 when edited.quantity = detail.source_quantity then edited.source_amount
                                 when edited.quantity < detail.source_quantity
                                 then agreements_within(edited.source_amount, worth.amount)
                                 else worth.amount
                             end
  from edited
 cross join lateral (values (round(edited.quantity * edited.unit_price, edited.digits))) as worth (amount)
 where detail.company_id = %(company_id)s
   and detail.proforma_id = %(proforma_id)s
   and detail.line_no = edited.line_no
   and detail.drawn_hours = 0
   and (detail.retainer_id is null
        or (detail.is_correction
            and edited.billing_type = edited.source_billing_type
            -- Prepaid hours that were drawn, or given back, are taken back whole: the time they pay for would not follow.
            and case when detail.unit = 'hour'
                     then edited.unit_price = edited.source_price
                          and (edited.quantity in (0, abs(detail.source_quantity))
                               or detail.retainer_use = 'invoiced' and edited.quantity < detail.source_quantity)
                     else edited.quantity in (0, 1)
                          and edited.unit_price > 0
                          and edited.unit_price <= edited.source_price
                          and edited.unit_price = round(edited.unit_price, edited.digits)
                 end))
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
