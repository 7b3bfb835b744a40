-- read:    categories
-- returns: per category: class, group, usual billing type, item tax group, who changed it last
-- source:  docs/rules/masters.md#resources-roles-and-categories

select category.id as category_id, concat_ws('/', category.transaction_class, category.name) as name,
       category.transaction_class, category.name as category, category.category_group, category.billing_type,
       item_tax_group.code as item_tax_group,
       act.acted_at as changed_at, person.username as changed_by
  from masterdata_category as category
  left join tax_item_tax_group as item_tax_group on item_tax_group.id = category.item_tax_group_id
  left join people_act as act on act.id = category.act_id
  left join people_person as person on person.id = act.person_id
 where category.company_id = %(company_id)s::bigint
