-- read:    planned_milestones
-- returns: per fixed-price line of the contracts, or named: contract, line, planned (sum of its milestones), contracted, currency, digits
-- source:  docs/rules/billing.md#milestones

select contract.number as contract, line.name as line, coalesce(sum(milestone.transaction_amount), 0) as planned,
       line.contracted_amount as contracted, currency.code as currency, currency.digits
  from agreements_contract_line as line
  join agreements_contract as contract on contract.id = line.contract_id
  join companies_currency as currency on currency.code = contract.currency_id
  left join billing_milestone as milestone on milestone.contract_line_id = line.id
 where line.company_id = %(company_id)s
   and (line.contract_id = any(%(contract_ids)s::bigint[]) or line.id = any(%(contract_line_ids)s::bigint[]))
   and line.billing_method = 'fixed_price'
 group by contract.number, line.id, line.name, line.contracted_amount, currency.code, currency.digits
 order by contract.number, line.id
