-- read:    repricing
-- returns: per contract of sales that would have another price: contract, sale_count, old_amount and new_amount of what is chargeable, transaction_currency
-- source:  docs/rules/billing.md#pricing-anew

select contract.number as contract, count(*) as sale_count,
       coalesce(sum(priced.old_amount) filter (where priced.billing_type = 'chargeable'), 0) as old_amount,
       coalesce(sum(priced.amount) filter (where priced.billing_type = 'chargeable'), 0) as new_amount,
       priced.transaction_currency
  from actuals_new_prices(%(company_id)s, %(actual_ids)s::bigint[], %(method)s, %(value)s::numeric) as priced
  join agreements_contract as contract on contract.id = priced.contract_id
 where priced.refusal is null
 group by contract.number, priced.transaction_currency
 order by contract.number
