-- read:    price_lists
-- returns: per price: its list, what it is of, how it is found and what it is; hours first, then categories, by name
-- source:  docs/rules/agreements.md#prices-of-time; docs/rules/agreements.md#prices-of-expense-and-material

select price_list.name as price_list, role.name as role, resource.name as resource, org_unit.name as org_unit,
       null as category, '' as unit, price.unit_price, null as markup_percent
  from agreements_price_list as price_list
  join agreements_role_price as price on price.price_list_id = price_list.id
  left join masterdata_role as role on role.id = price.role_id
  left join masterdata_resource as resource on resource.id = price.resource_id
  left join masterdata_org_unit as org_unit on org_unit.id = price.org_unit_id
 where price_list.company_id = %(company_id)s
   and (%(names)s::text[] is null or price_list.name = any(%(names)s::text[]))
 union all
select price_list.name, null, null, null, category.transaction_class || '/' || category.name, price.unit,
       case when price.method = 'per_unit' then price.unit_price end,
       case when price.method = 'markup' then price.markup_percent end
  from agreements_price_list as price_list
  join agreements_category_price as price on price.price_list_id = price_list.id
  join masterdata_category as category on category.id = price.category_id
 where price_list.company_id = %(company_id)s
   and (%(names)s::text[] is null or price_list.name = any(%(names)s::text[]))
 order by price_list, category nulls first, role nulls last, resource, org_unit, unit
