-- read:    roles
-- returns: per role: its usual billing type, who changed it last
-- source:  docs/rules/masters.md#resources-roles-and-categories

select role.id as role_id, role.name, role.billing_type,
       act.acted_at as changed_at, person.username as changed_by
  from masterdata_role as role
  left join people_act as act on act.id = role.act_id
  left join people_person as person on person.id = act.person_id
 where role.company_id = %(company_id)s::bigint
