-- read:    layouts
-- returns: per layout of the company's own: name, is_used, changed_on and changed_by (of its last change)
-- source:  docs/rules/documents.md#layouts

select distinct on (own.name)
       own.name,
       company.layout = own.name and company.layout_id is not null as is_used,
       act.acted_on as changed_on,
       person.username as changed_by
  from documents_stationery as own
  join companies_company as company on company.id = own.company_id
  join people_act as act on act.id = own.act_id
  join people_person as person on person.id = act.person_id
 where own.company_id = %(company_id)s
   and own.stationery_kind = 'layout'
 order by own.name, own.id desc
