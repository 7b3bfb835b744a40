-- read:    differences
-- returns: per chargeable detail of a proforma that bills less or more than there was: line_no, transaction_date, unit,
--          quantity, source_quantity, difference (what is billed less what there was; transaction currency),
--          transaction_currency, digits; quantities given stand for those that are there
-- source:  docs/rules/billing.md#differences

with details as (
    select detail.line_no, detail.transaction_date, detail.unit, detail.source_quantity, detail.source_amount,
           detail.unit_price, detail.transaction_amount, detail.quantity as stored_quantity,
           coalesce(given.quantity, detail.quantity) as quantity, given.quantity is not null as is_given,
           proforma.transaction_currency, currency.digits
      from billing_proforma as proforma
      join billing_proforma_detail as detail on detail.proforma_id = proforma.id
      join companies_currency as currency on currency.code = proforma.transaction_currency
      left join unnest(%(line_nos)s::integer[], %(quantities)s::numeric(18, 6)[]) as given (line_no, quantity)
        on given.line_no = detail.line_no
     where proforma.company_id = %(company_id)s::bigint
       and proforma.id = %(proforma_id)s::bigint
       and detail.billing_type = 'chargeable'
       and detail.milestone_id is null
       and not detail.is_correction
),

differing as (
    select line_no, transaction_date, unit, quantity, source_quantity, transaction_currency, digits, is_given,
           case when quantity = stored_quantity then transaction_amount
                else round(quantity * unit_price, digits)
            end - source_amount as difference
      from details
     where quantity <> source_quantity
)

select line_no, transaction_date, unit, quantity, source_quantity, difference, transaction_currency, digits
  from differing
 where difference <> 0
   and (is_given or cardinality(%(line_nos)s::integer[]) = 0)
 order by line_no
