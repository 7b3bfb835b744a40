-- read:    sight_of
-- returns: username, is_active, is_administrator (everywhere), roles in the company, and those of them for all contracts; none of
--          somebody who left
-- source:  docs/rules/acts.md#roles

select person.username, person.is_active, person.is_superuser and person.is_active as is_administrator,
       coalesce(array_agg(member.role order by member.role) filter (where member.id is not null and person.is_active),
                '{}') as roles,
       coalesce(array_agg(member.role order by member.role) filter (where member.scope = 'all' and person.is_active),
                '{}') as roles_for_all
  from people_person as person
  left join people_membership as member
         on member.person_id = person.id
        and member.company_id = %(company_id)s::bigint
 where person.id = %(person_id)s::bigint
 group by person.id
