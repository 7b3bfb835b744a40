-- event:   make_administrator
-- returns: person_id
-- source:  docs/rules/acts.md#acting

with added as (
    -- An exclamation mark is no password's hash: nobody signs in with it until a password is set.
    insert into people_person
           (username, password, is_superuser, first_name, last_name, email, is_staff, is_active, date_joined)
    select %(username)s, '!', true, '', '', '', false, true,
           %(joined_at)s::timestamptz
     where not exists (select from people_person where username = %(username)s)
        on conflict do nothing
    returning id
)

select id as person_id from added
 union all
select id from people_person where username = %(username)s
 limit 1
