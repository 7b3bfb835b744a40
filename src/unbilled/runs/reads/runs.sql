-- read:    runs
-- returns: per run: kind, status, when and by whom it was started, what it was asked for, and what it has done

select run.id as run_id, run.run_kind,
       -- A killed process leaves its run as running until the next run marks it.
       case when run.status = 'running' and not (select is_under_way from people_under_way(run.act_id))
            then 'interrupted'
            else run.status
        end as status,
       run.started_at, run.finished_at,
       (run.started_at at time zone company.time_zone)::date as started_on, person.username as started_by,
       act.person_id,
       run.arguments, run.totals, run.totals -> 'counts' as counts,
       coalesce((run.totals ->> 'set_aside')::bigint, 0) as set_aside_count
  from runs_run as run
  join companies_company as company on company.id = run.company_id
  left join people_act as act on act.id = run.act_id
  left join people_person as person on person.id = act.person_id
 where run.company_id = %(company_id)s::bigint
