-- event:   interrupt_run
-- moves:   runs_run running -> interrupted
-- returns: nothing; the row count says how many
-- source:  docs/rules/runs.md#interrupting-and-resuming

-- Whoever works on a run holds its lock, until the process ends.
with running as materialized (
    select id
      from runs_run
     where company_id = %(company_id)s::bigint
       and run_kind = %(run_kind)s
       and status = 'running'
),

left_behind as materialized (
    select id
      from running
     where pg_try_advisory_xact_lock(hashtextextended(concat('unbilled run ', id), 0))
)

update runs_run as run
   set status = 'interrupted',
       finished_at = %(interrupted_at)s::timestamptz
  from left_behind
 where run.id = left_behind.id
   and run.status = 'running'
returning run.act_id
