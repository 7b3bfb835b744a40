-- read:    find_person
-- returns: per person who may sign: person_id, username, is_superuser; by name
-- source:  docs/rules/acts.md#who-acts-in-a-window

select id as person_id, username, is_superuser
  from people_person
 where is_active
 order by username
