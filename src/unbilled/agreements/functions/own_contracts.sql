-- function: agreements_own_contracts
-- returns:  per contract of a company that a person manages: contract_id
-- keeps:    a contract is the own of one person, its manager
-- source:   docs/rules/acts.md#own-contracts
create or replace function agreements_own_contracts(person bigint, company bigint)
returns table (contract_id bigint)
language sql stable as $$
    select contract.id
      from agreements_contract as contract
     where contract.company_id = company
       and contract.manager_id = person
$$
