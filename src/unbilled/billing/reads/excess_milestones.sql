-- read:    excess_milestones
-- returns: per line of the contracts whose milestones total more than was agreed: contract, line, total, contracted, currency, digits
-- source:  docs/rules/billing.md#milestones

select contract.number as contract, line.name as line, sum(milestone.transaction_amount) as total,
       line.contracted_amount as contracted, currency.code as currency, currency.digits
  from agreements_contract_line as line
  join agreements_contract as contract on contract.id = line.contract_id
  join companies_currency as currency on currency.code = contract.currency_id
  join billing_milestone as milestone on milestone.contract_line_id = line.id
 where line.company_id = %(company_id)s
   and line.contract_id = any(%(contract_ids)s::bigint[])
 group by contract.number, line.id, line.name, line.contracted_amount, currency.code, currency.digits
having sum(milestone.transaction_amount) > line.contracted_amount
 order by contract.number, line.id
