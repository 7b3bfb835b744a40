-- read:    background_runs
-- returns: per run of a worker: run_id, run_kind, started_at, status, person_id, done_count, total_count, set_aside_count, totals,
--          arguments, refusal (why it was refused as a whole), is_cancel_asked, task (without the chosen identities)
-- source:  docs/rules/runs.md#in-the-background

select run.id as run_id, run.run_kind, run.started_at,
       case when run.status = 'running' and not (select is_under_way from people_under_way(run.act_id))
            then 'interrupted'
            else run.status
        end as status,
       act.person_id, run.done_count, run.total_count,
       coalesce((run.totals ->> 'set_aside')::bigint, 0) as set_aside_count,
       run.totals, run.arguments,
       coalesce((select concat_ws(' ', item.sentence, item.remedy)
                   from runs_run_item as item
                  where item.run_id = run.id
                    and item.record_kind = 'run'
                  order by item.id desc
                  limit 1), '') as refusal,
       run.is_cancel_asked, run.task - 'ids' as task
  from runs_run as run
  join people_act as act on act.id = run.act_id
 where run.company_id = %(company_id)s::bigint
   and run.task is not null
   and (%(person_id)s::bigint is null or act.person_id = %(person_id)s::bigint)
   and (run.id = any(%(run_ids)s::bigint[])
        or (cardinality(%(run_ids)s::bigint[]) = 0 or %(person_id)s::bigint is not null)
            and (run.status in ('waiting', 'running', 'interrupted')
                 or run.finished_at > %(ended_since)s::timestamptz))
 order by run.id desc
 limit 20
