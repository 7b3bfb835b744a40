-- read:    who_comes_in
-- returns: per person with a role in the company, by name: username, name, roles, has_password,
--          has_second_factor, invited_until, last_login_at
-- source:  docs/rules/log-in.md#invitations

select person.username,
       concat_ws(' ', nullif(person.first_name, ''), nullif(person.last_name, '')) as name,
       string_agg(replace(member.role, '_', ' ') || case member.scope when 'own' then ' (own)' else '' end, ', '
                  order by member.role) as roles,
       -- An exclamation mark begins what no password gives.
       person.password <> '' and not starts_with(person.password, '!') as has_password,
       exists (select
                 from people_second_factor as factor
                where factor.person_id = person.id
                  and factor.confirmed_at is not null) as has_second_factor,
       (select invitation.expires_at
          from people_invitation as invitation
         where invitation.person_id = person.id
           and invitation.ended_at is null) as invited_until,
       person.last_login as last_login_at
  from people_person as person
  join people_membership as member on member.person_id = person.id and member.company_id = %(company_id)s::bigint
 where person.is_active
   and not person.is_superuser
 group by person.id
 order by person.username
