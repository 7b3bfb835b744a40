-- read:    guests
-- returns: per role of somebody who has roles in demonstrations only: person_id, name, role, scope, company (code)
-- source:  docs/rules/log-in.md#the-demonstration

select person.id as person_id,
       coalesce(nullif(concat_ws(' ', nullif(person.first_name, ''), nullif(person.last_name, '')), ''), person.username) as name,
       member.role, member.scope, company.code as company
  from people_membership as member
  join people_person as person on person.id = member.person_id
  join companies_company as company on company.id = member.company_id
 where company.is_demonstration
   and person.is_active
   and not person.is_superuser
   and not exists (select
                     from people_membership as other
                     join companies_company as elsewhere on elsewhere.id = other.company_id
                    where other.person_id = person.id
                      and not elsewhere.is_demonstration)
