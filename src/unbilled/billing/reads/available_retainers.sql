-- read:    available_retainers
-- returns: per retainer asked for: retainer_id, name, currency, digits (of prepaid hours h and 6), available_amount (open, on no other draft; of prepaid hours, hours; 0 where it is not of the customer and contract of each of the drafts)
-- source:  docs/rules/retainers.md#applying; docs/rules/retainers.md#refunding

select asked.id as retainer_id, coalesce(retainer.name, 'a retainer that is not there') as name,
       case when retainer.hours is null then coalesce(currency.code, '') else 'h' end as currency,
       case when retainer.hours is null then coalesce(currency.digits, 0) else 6 end as digits,
       case when retainer.id is null or drafts.has_others then 0::numeric
            when retainer.hours is not null
            then trim_scale(retainer.open_hours - retainer.drafted_hours + drafts.own_hours)
            else round(retainer.open_amount - retainer.drafted_amount - drafts.own_amount, currency.digits)
        end as available_amount
  from unnest(%(retainer_ids)s::bigint[]) as asked (id)
  left join billing_retainer as retainer
    on retainer.id = asked.id
   and retainer.company_id = %(company_id)s
  left join companies_currency as currency on currency.code = retainer.transaction_currency
 cross join lateral (
          select coalesce(bool_or((proforma.contract_id, proforma.customer_id)
                                  is distinct from (retainer.contract_id, retainer.customer_id)
                                  or detail.retainer_use <> 'applied'), false) as has_others,
                 coalesce(sum(detail.transaction_amount), 0) as own_amount,
                 coalesce(sum(detail.quantity), 0) as own_hours
            from billing_proforma as proforma
            left join billing_proforma_detail as detail
              on detail.proforma_id = proforma.id
             and detail.retainer_id = asked.id
           where proforma.company_id = %(company_id)s
             and proforma.id = any(%(proforma_ids)s::bigint[])
      ) as drafts
