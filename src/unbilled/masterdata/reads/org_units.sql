-- read:    org_units
-- returns: per organization unit: its name, who changed it last
-- source:  docs/rules/masters.md#resources-roles-and-categories

select unit.id as org_unit_id, unit.name,
       act.acted_at as changed_at, person.username as changed_by
  from masterdata_org_unit as unit
  left join people_act as act on act.id = unit.act_id
  left join people_person as person on person.id = act.person_id
 where unit.company_id = %(company_id)s::bigint
