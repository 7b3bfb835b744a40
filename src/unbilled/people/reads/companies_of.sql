-- read:    companies_of
-- returns: per company where the person has a role, by code: what is known of it, roles, sees_all
-- source:  docs/rules/acts.md#roles

select company.id as company_id, company.code, company.name, company.time_zone,
       company.accounting_currency_id as accounting_currency, company.daily_limit_minutes,
       company.names_emoji, company.is_demonstration,
       case when person.is_superuser then array['administrator']
            else array_agg(member.role::text order by member.role)
        end as roles,
       person.is_superuser or bool_or(member.scope = 'all') as sees_all
  from people_person as person
 cross join companies_company as company
  left join people_membership as member
         on member.person_id = person.id
        and member.company_id = company.id
 where person.id = %(person_id)s::bigint
   and person.is_active
   and (person.is_superuser or member.id is not null)
 group by company.id, person.id
 order by company.code
