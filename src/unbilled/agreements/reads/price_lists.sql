-- read:    price_lists
-- returns: per price list, by first day and name: price_list_id, its fields, and the contracts that use it
-- source:  docs/rules/agreements.md#price-lists

select price_list.id as price_list_id, price_list.name, price_list.context, price_list.currency_id as currency,
       price_list.valid_from, price_list.valid_until - 1 as valid_through, price_list.is_default,
       array(select contract.number
               from agreements_contract_price_list as used
               join agreements_contract as contract on contract.id = used.contract_id
              where used.price_list_id = price_list.id
              order by contract.number) as contracts
  from agreements_price_list as price_list
 where price_list.company_id = %(company_id)s
   and (%(names)s::text[] is null or price_list.name = any(%(names)s::text[]))
 order by price_list.valid_from, price_list.name
