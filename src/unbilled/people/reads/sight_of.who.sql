-- read:    sight_of, who may instead
-- returns: company (code) and names of people who have one of the roles there
-- source:  docs/rules/acts.md#roles

select coalesce((select code from companies_company where id = %(company_id)s::bigint), '') as company,
       array(select distinct person.username
               from people_person as person
               left join people_membership as member
                      on member.person_id = person.id
                     and member.company_id = %(company_id)s::bigint
              where person.is_active
                and (person.is_superuser or member.role = any(%(roles)s))
              order by person.username) as names
