-- event:   open_act, what the person is
-- returns: username, is_administrator (everywhere), roles (in the company, of all contracts or own ones)
-- source:  docs/rules/acts.md#roles

select person.username, person.is_superuser and person.is_active as is_administrator,
       coalesce(array_agg(member.role order by member.role) filter (where member.id is not null and person.is_active),
                '{}') as roles
  from people_person as person
  left join people_membership as member
         on member.person_id = person.id
        and member.company_id = %(company_id)s::bigint
 where person.id = %(person_id)s
 group by person.id
