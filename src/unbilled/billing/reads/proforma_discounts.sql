-- read:    proforma_discounts
-- returns: per discount and surcharge of a proforma, or borne by what it corrects, in the order in which they were added:
--          text, is_of_document, is_surcharge, percent, each_amount (where it is an amount), line_nos that bear it,
--          borne_amount (below zero: taken off) and transaction_currency
-- source:  docs/rules/billing.md#discounts-and-surcharges

with borne as (
    select part.id, array_agg(detail.line_no order by detail.line_no) filter (where part.amount <> 0) as line_nos,
           sum(part.amount) as amount
      from billing_proforma_detail as detail
     cross join unnest(detail.discount_ids, detail.discount_amounts) as part (id, amount)
     where detail.company_id = %(company_id)s::bigint
       and detail.proforma_id = %(proforma_id)s::bigint
     group by part.id
)

select discount.text, discount.is_of_document, discount.is_surcharge, discount.percent,
       discount.transaction_amount as each_amount, coalesce(borne.line_nos, '{}') as line_nos,
       coalesce(borne.amount, 0) as borne_amount, proforma.transaction_currency
  from billing_proforma as proforma
  join billing_discount as discount
    on discount.proforma_id = proforma.id
    or discount.id in (select borne.id from borne)
  left join borne on borne.id = discount.id
 where proforma.company_id = %(company_id)s::bigint
   and proforma.id = %(proforma_id)s::bigint
 order by discount.id
