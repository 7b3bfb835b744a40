-- event:   add_discount
-- returns: digits of the proforma's currency, borne_amount (of all discounts and surcharges), line_nos (of those asked for, the
--          ones it has) and deducted (those of retainers, or that prepaid hours pay for)
-- source:  docs/rules/billing.md#discounts-and-surcharges

select currency.digits, coalesce(sum(detail.discount_amount), 0) as borne_amount,
       coalesce(array_agg(detail.line_no order by detail.line_no)
                filter (where detail.line_no = any(%(line_nos)s::integer[])), '{}') as line_nos,
       coalesce(array_agg(detail.line_no order by detail.line_no)
                filter (where detail.line_no = any(%(line_nos)s::integer[])
                          and (detail.retainer_id is not null or detail.is_prepaid or detail.drawn_hours > 0)),
                '{}') as deducted
  from billing_proforma as proforma
  join companies_currency as currency on currency.code = proforma.transaction_currency
  left join billing_proforma_detail as detail on detail.proforma_id = proforma.id
 where proforma.company_id = %(company_id)s
   and proforma.id = %(proforma_id)s
 group by currency.digits
