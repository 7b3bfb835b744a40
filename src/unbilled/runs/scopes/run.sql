-- read:    scope of run
-- returns: runs that others have started: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select run.id as record_id, 'run ' || run.id::text as name, person.username::text as manager
  from runs_run as run
  join people_act as act on act.id = run.act_id
  join people_person as person on person.id = act.person_id
 where run.company_id = %(company_id)s::bigint
   and run.id = any(%(ids)s::bigint[])
   and act.person_id <> %(sight_person_id)s::bigint
 order by run.id
