-- read:    resources
-- returns: per resource: its usual role, who changed it last
-- source:  docs/rules/masters.md#resources-roles-and-categories

select resource.id as resource_id, resource.name, resource.email, resource.role_id, role.name as role, unit.name as org_unit,
       act.acted_at as changed_at, person.username as changed_by
  from masterdata_resource as resource
  left join masterdata_role as role on role.id = resource.role_id
  left join masterdata_org_unit as unit on unit.id = resource.org_unit_id
  left join people_act as act on act.id = resource.act_id
  left join people_person as person on person.id = act.person_id
 where resource.company_id = %(company_id)s::bigint
