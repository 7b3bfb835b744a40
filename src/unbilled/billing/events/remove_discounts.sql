-- event:   remove_discounts
-- returns: text per discount or surcharge removed
-- keeps:   a line bears no discount that is no more
-- source:  docs/rules/billing.md#discounts-and-surcharges

with removed as (
    delete from billing_discount as discount
     using billing_proforma as proforma
     where proforma.company_id = %(company_id)s
       and proforma.id = %(proforma_id)s
       and proforma.status = 'draft'
       and discount.proforma_id = proforma.id
       and discount.text = any(%(texts)s::text[])
    returning discount.id, discount.text
),

touched as (
    update billing_proforma as proforma
       set act_id = %(act_id)s
     where proforma.company_id = %(company_id)s
       and proforma.id = %(proforma_id)s
),

-- Nobody may be left to spread them.
charged as (
    update billing_proforma_detail as detail
       set act_id = %(act_id)s,
           transaction_amount = detail.transaction_amount - detail.discount_amount,
           discount_amount = 0,
           discount_amounts = '{}',
           discount_ids = array(select named.id
                                  from unnest(detail.discount_ids) as named (id)
                                 where named.id not in (select removed.id from removed))
     where detail.company_id = %(company_id)s
       and detail.proforma_id = %(proforma_id)s
       and detail.discount_ids <> '{}'
       and exists (select from removed)
)

select text
  from removed
 order by text
