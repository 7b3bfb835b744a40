-- read:    overapplied
-- returns: per draft that deducts more of retainers than it charges before tax: proforma_id, number, applied_amount, charged_amount, currency
-- source:  docs/rules/retainers.md#applying

select proforma.id as proforma_id, proforma.number, round(-amounts.applied, currency.digits) as applied_amount,
       round(greatest(amounts.charged, 0), currency.digits) as charged_amount, currency.code as currency
  from billing_proforma as proforma
  join companies_currency as currency on currency.code = proforma.transaction_currency
 cross join lateral (
          select coalesce(sum(detail.transaction_amount) filter (where detail.retainer_use = 'applied'), 0) as applied,
                 coalesce(sum(detail.transaction_amount) filter (where detail.retainer_use = ''), 0) as charged
            from billing_proforma_detail as detail
           where detail.proforma_id = proforma.id
             and detail.billing_type = 'chargeable'
             and not detail.is_correction
      ) as amounts
 where proforma.company_id = %(company_id)s
   and proforma.id = any(%(proforma_ids)s::bigint[])
   and proforma.status = 'draft'
   and amounts.applied < 0
   and -amounts.applied > greatest(amounts.charged, 0)
 order by proforma.number
