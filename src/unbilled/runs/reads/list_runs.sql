-- read:    list_runs
-- returns: per run, the latest first: run_id, run_kind, status, started_at, finished_at, started_by (name), arguments, totals

select run.id as run_id, run.run_kind, run.status, run.started_at, run.finished_at,
       person.username as started_by, run.arguments, run.totals
  from runs_run as run
  join people_act as act on act.id = run.act_id
  join people_person as person on person.id = act.person_id
 where run.company_id = %(company_id)s::bigint
   and (%(run_id)s::bigint is null or run.id = %(run_id)s::bigint)
 order by run.id desc
 limit %(limit)s::integer
