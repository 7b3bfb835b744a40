-- read:    administered
-- returns: per person who has not left, by name: person_id, username, is_administered: whether all they may do is
--          within the companies that the asker administers; of who has no role yet nobody knows where they will
-- source:  docs/rules/log-in.md#invitations

select person.id as person_id, person.username,
       asker.is_superuser
       or (not person.is_superuser
           and exists (select from people_membership as some_role where some_role.person_id = person.id)
           and not exists (select
                             from people_membership as role
                            where role.person_id = person.id
                              and not exists (select
                                                from people_membership as own
                                               where own.person_id = asker.id
                                                 and own.company_id = role.company_id
                                                 and own.role = 'administrator'
                                                 and own.scope = 'all'))) as is_administered
  from people_person as person
 cross join people_person as asker
 where asker.id = %(person_id)s::bigint
   and person.is_active
 order by person.username
