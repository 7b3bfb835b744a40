-- read:    differences
-- returns: per detail of a proforma that charges less or more than there was: line_no, transaction_date, unit,
--          quantity, source_quantity, unit_price, source_price, billing_type, source_billing_type, difference (what is
--          charged less what there was to charge; transaction currency), transaction_currency, digits; what is given
--          stands for what is there
-- source:  docs/rules/billing.md#differences

with details as (
    select detail.line_no, detail.transaction_date, detail.unit, detail.source_quantity, detail.source_amount,
           coalesce(given.quantity, detail.quantity) as quantity,
           coalesce(given.unit_price, detail.unit_price) as unit_price,
           coalesce(detail.source_price, detail.unit_price) as source_price,
           coalesce(given.billing_type, detail.billing_type) as billing_type,
           coalesce(detail.source_billing_type, detail.billing_type) as source_billing_type,
           given.line_no is not null as is_given, proforma.transaction_currency, currency.digits
      from billing_proforma as proforma
      join billing_proforma_detail as detail on detail.proforma_id = proforma.id
      join companies_currency as currency on currency.code = proforma.transaction_currency
      left join unnest(%(line_nos)s::integer[], %(quantities)s::numeric(18, 6)[], %(prices)s::numeric(18, 6)[],
                       %(billing_types)s::text[]) as given (line_no, quantity, unit_price, billing_type)
        on given.line_no = detail.line_no
     where proforma.company_id = %(company_id)s::bigint
       and proforma.id = %(proforma_id)s::bigint
       and detail.milestone_id is null
       and detail.entry_id is null
       and not detail.is_correction
),

-- As edit_details computes it.
differing as (
    select line_no, transaction_date, unit, quantity, source_quantity, unit_price, source_price, billing_type,
           source_billing_type, transaction_currency, digits, is_given,
           case when billing_type <> 'chargeable' then 0
                when quantity = source_quantity and unit_price = source_price then source_amount
                when quantity < source_quantity and unit_price = source_price
                then agreements_within(source_amount, round(quantity * unit_price, digits))
                else round(quantity * unit_price, digits)
            end - case when source_billing_type = 'chargeable' then source_amount else 0 end as difference
      from details
     where (quantity, unit_price, billing_type) <> (source_quantity, source_price, source_billing_type)
)

select line_no, transaction_date, unit, quantity, source_quantity, unit_price, source_price, billing_type,
       source_billing_type, difference, transaction_currency, digits
  from differing
 where difference <> 0
   and (is_given or cardinality(%(line_nos)s::integer[]) = 0)
 order by line_no
