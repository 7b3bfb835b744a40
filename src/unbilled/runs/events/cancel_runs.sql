-- event:   cancel_runs
-- moves:   runs_run waiting -> canceled; runs_run interrupted -> canceled
-- returns: nothing; the row count says how many
-- source:  docs/rules/runs.md#in-the-background

-- A worker that is at it looks after every chunk; one that was killed leaves nobody to look.
update runs_run as run
   set is_cancel_asked = true,
       status = case when left_alone.is_so then 'canceled' else run.status end,
       finished_at = case when left_alone.is_so then %(canceled_at)s::timestamptz else run.finished_at end
  from runs_run as asked
 cross join lateral (select asked.status in ('waiting', 'interrupted') as is_so) as left_alone
 where run.id = asked.id
   and run.company_id = %(company_id)s::bigint
   and run.id = any(%(run_ids)s::bigint[])
   and run.status in ('waiting', 'running', 'interrupted')
   and run.task is not null
