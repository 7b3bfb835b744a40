-- event:   create_milestones
-- returns: what the line allows: contract_line_id, contract_id, contract, status (of the contract), line, billing_method, project_id, currency, digits,
--          split_percent (total), taken (names in use)
-- source:  docs/rules/billing.md#milestones

select line.id as contract_line_id, contract.id as contract_id, contract.number as contract, contract.status, line.name as line, line.billing_method, line.project_id,
       currency.code as currency, currency.digits,
       (select coalesce(sum(share.split_percent), 0)
          from agreements_line_customer as share
         where share.contract_line_id = line.id) as split_percent,
       array(select distinct milestone.name
               from billing_milestone as milestone
              where milestone.contract_line_id = line.id
                and milestone.name = any(%(names)s::text[])
              order by milestone.name) as taken
  from agreements_contract_line as line
  join agreements_contract as contract on contract.id = line.contract_id
  join companies_currency as currency on currency.code = contract.currency_id
 where line.company_id = %(company_id)s
   and line.id = %(contract_line_id)s
