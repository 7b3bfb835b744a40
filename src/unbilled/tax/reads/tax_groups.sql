-- read:    tax_groups
-- returns: per group: the tax codes in it, who changed it last
-- source:  docs/rules/tax.md#codes-that-apply

select tax_group.id as tax_group_id, tax_group.code,
       (select coalesce(string_agg(code.code, ', ' order by code.code), '')
          from tax_tax_group_code as member
          join tax_tax_code as code on code.id = member.tax_code_id
         where member.tax_group_id = tax_group.id) as codes,
       act.acted_at as changed_at, person.username as changed_by
  from tax_tax_group as tax_group
  left join people_act as act on act.id = tax_group.act_id
  left join people_person as person on person.id = act.person_id
 where tax_group.company_id = %(company_id)s::bigint
