-- read:    served_contracts
-- returns: contract_id of each contract whose sales prices stand in one of the lists: its own, or usual lists in its
--          currency where it has none
-- source:  docs/rules/agreements.md#price-lists

select contract.id as contract_id
  from agreements_contract as contract
  join agreements_price_list as price_list
    on price_list.company_id = contract.company_id
   and price_list.id = any(%(price_list_ids)s::bigint[])
   and price_list.context = 'sales'
 where contract.company_id = %(company_id)s
   and (exists (select from agreements_contract_price_list as used
                 where used.contract_id = contract.id
                   and used.price_list_id = price_list.id)
        or price_list.is_default
           and price_list.currency_id = contract.currency_id
           and not exists (select from agreements_contract_price_list as used
                             join agreements_price_list as own on own.id = used.price_list_id
                            where used.contract_id = contract.id
                              and own.currency_id = contract.currency_id))
 group by contract.id
 order by contract.id
