-- read:    line_properties
-- returns: per billing type: what it means for the books, who changed it last
-- source:  docs/rules/journal.md#billing-types

select property.id as line_property_id, property.billing_type, property.is_chargeable, property.accrue_revenue,
       property.capitalize_cost,
       act.acted_at as changed_at, person.username as changed_by
  from accounting_line_property as property
  left join people_act as act on act.id = property.act_id
  left join people_person as person on person.id = act.person_id
 where property.company_id = %(company_id)s::bigint
