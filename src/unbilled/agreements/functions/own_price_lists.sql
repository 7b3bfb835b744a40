-- function: agreements_own_price_lists
-- returns:  per price list of a company that a person may look at, whose own some contracts are: price_list_id
-- keeps:    the prices of a contract are told to who manages it; what no contract uses by name is the company's
-- source:   docs/rules/acts.md#own-contracts
create or replace function agreements_own_price_lists(person bigint, company bigint)
returns table (price_list_id bigint)
language sql stable as $$
    select price_list.id
      from agreements_price_list as price_list
     where price_list.company_id = company
       and not exists (select
                         from agreements_contract_price_list as used
                        where used.price_list_id = price_list.id)
     union
    select used.price_list_id
      from agreements_contract as contract
      join agreements_contract_price_list as used on used.contract_id = contract.id
     where contract.company_id = company
       and contract.manager_id = person
$$
