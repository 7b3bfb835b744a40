-- read:    scope of price_list
-- returns: price lists that only contracts of others use: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select price_list.id as record_id, 'price list ' || price_list.name as name,
       (select string_agg(distinct person.username, ', ')
          from agreements_contract_price_list as used
          join agreements_contract as contract on contract.id = used.contract_id
          join people_person as person on person.id = contract.manager_id
         where used.price_list_id = price_list.id) as manager
  from agreements_price_list as price_list
 where price_list.company_id = %(company_id)s::bigint
   and price_list.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_price_lists(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.price_list_id = price_list.id)
 order by price_list.id
