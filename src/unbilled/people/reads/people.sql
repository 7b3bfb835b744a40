-- read:    people
-- returns: per person: names, and what they are in the company
-- source:  docs/rules/acts.md#people

select person.id as person_id, person.username, concat_ws(' ', nullif(person.first_name, ''), nullif(person.last_name, '')) as name,
       person.email,
       (select coalesce(string_agg(replace(member.role, '_', ' ') || case member.scope when 'own' then ' (own)' else '' end,
                                   ', ' order by member.role), '')
          from people_membership as member
         where member.person_id = person.id
           and member.company_id = %(company_id)s::bigint) as roles,
       person.is_superuser as is_administrator
  from people_person as person
