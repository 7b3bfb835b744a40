-- event:   cancel_runs, whose they are
-- returns: per run: run_id, person_id, started_by, is_cancelable
-- source:  docs/rules/runs.md#in-the-background

select run.id as run_id, act.person_id, person.username as started_by,
       run.task is not null and run.status in ('waiting', 'running', 'interrupted') as is_cancelable
  from runs_run as run
  join people_act as act on act.id = run.act_id
  join people_person as person on person.id = act.person_id
 where run.company_id = %(company_id)s::bigint
   and run.id = any(%(run_ids)s::bigint[])
 order by run.id
   for no key update of run
