-- event:   prepare_progress
-- returns: per line: contract_id, contract, status (of the contract), contract_line_id, line, billing_method, project_id,
--          currency, digits, split_percent (total), contracted, done (ready, drafted or billed), planned (done, and what
--          is planned beside the rest), names (of its milestones but the rest)
-- source:  docs/rules/billing.md#progress

select contract.id as contract_id, contract.number as contract, contract.status, line.id as contract_line_id,
       line.name as line, line.billing_method, line.project_id, currency.code as currency, currency.digits,
       (select coalesce(sum(share.split_percent), 0)
          from agreements_line_customer as share
         where share.contract_line_id = line.id) as split_percent,
       line.contracted_amount as contracted,
       coalesce(sum(milestone.transaction_amount) filter (where milestone.status <> 'not_ready'), 0) as done,
       coalesce(sum(milestone.transaction_amount)
                filter (where not (milestone.is_rest and milestone.status = 'not_ready')), 0) as planned,
       coalesce(array_agg(distinct milestone.name)
                filter (where not (milestone.is_rest and milestone.status = 'not_ready')), '{}') as names
  from agreements_contract_line as line
  join agreements_contract as contract on contract.id = line.contract_id
  join companies_currency as currency on currency.code = contract.currency_id
  left join billing_milestone as milestone on milestone.contract_line_id = line.id
 where line.company_id = %(company_id)s
   and line.id = any(%(contract_line_ids)s::bigint[])
 group by contract.id, line.id, currency.code
 order by contract.number, line.line_no
