-- function: agreements_limits
-- returns:  per not-to-exceed limit of a company: level (contract, contract_customer, line, line_customer), contract_id, contract_line_id and customer_id (none where the level has none), limit_amount (contract currency)
-- keeps:    a level without a limit has no row
-- source:   docs/rules/agreements.md#not-to-exceed-limits
create or replace function agreements_limits(of_company bigint)
returns table (level text, contract_id bigint, contract_line_id bigint, customer_id bigint, limit_amount numeric)
language sql stable as $$
    select 'contract', contract.id, null::bigint, null::bigint, contract.limit_amount
      from agreements_contract as contract
     where contract.company_id = of_company
       and contract.limit_amount is not null
     union all
    select 'contract_customer', contract.id, null, payer.customer_id, payer.limit_amount
      from agreements_contract_customer as payer
      join agreements_contract as contract on contract.id = payer.contract_id
     where contract.company_id = of_company
       and payer.limit_amount is not null
     union all
    select 'line', line.contract_id, line.id, null, line.limit_amount
      from agreements_contract_line as line
     where line.company_id = of_company
       and line.limit_amount is not null
     union all
    select 'line_customer', line.contract_id, line.id, payer.customer_id, payer.limit_amount
      from agreements_line_customer as payer
      join agreements_contract_line as line on line.id = payer.contract_line_id
     where line.company_id = of_company
       and payer.limit_amount is not null
$$
