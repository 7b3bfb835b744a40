-- read:    prices
-- returns: per price: price_id (even of an hour, odd of a category's unit), its list with context, currency and days, what it is of, and what it is
-- source:  docs/rules/agreements.md#price-lists; docs/rules/acts.md#own-contracts

select price.price_id, price_list.id as price_list_id, price_list.name as price_list, price_list.context,
       price_list.valid_from, price_list.valid_until - 1 as valid_through, price.priced, price.unit, price.method,
       price.unit_price, price.markup_percent, price_list.currency_id as currency,
       (select string_agg(contract.number, ', ' order by contract.number)
          from agreements_contract_price_list as used
          join agreements_contract as contract on contract.id = used.contract_id
         where used.price_list_id = price_list.id
           and (%(sight_person_id)s::bigint is null
                or contract.manager_id = %(sight_person_id)s::bigint)) as contracts
  from agreements_price_list as price_list
  join (select hour.id * 2 as price_id, hour.price_list_id,
               concat_ws(', ', resource.name, role.name, org_unit.name) as priced, 'hour' as unit,
               'per_unit' as method, hour.unit_price, null::numeric as markup_percent
          from agreements_role_price as hour
          left join masterdata_role as role on role.id = hour.role_id
          left join masterdata_resource as resource on resource.id = hour.resource_id
          left join masterdata_org_unit as org_unit on org_unit.id = hour.org_unit_id
         union all
        select unit.id * 2 + 1, unit.price_list_id, category.name, unit.unit, unit.method, unit.unit_price,
               unit.markup_percent
          from agreements_category_price as unit
          join masterdata_category as category on category.id = unit.category_id) as price
    on price.price_list_id = price_list.id
 where price_list.company_id = %(company_id)s::bigint
