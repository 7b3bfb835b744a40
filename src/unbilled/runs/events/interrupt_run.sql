-- event:   interrupt_run
-- moves:   runs_run running -> interrupted
-- returns: nothing; the row count says how many
-- source:  docs/rules/runs.md#interrupting-and-resuming

-- An act is under way as long as the session lives that carries it out; our own ends here.
with left_behind as materialized (
    select run.id
      from runs_run as run
     cross join lateral people_under_way(run.act_id) as act
     where run.company_id = %(company_id)s::bigint
       and run.run_kind = %(run_kind)s
       and run.status = 'running'
       and (not act.is_under_way or run.act_id = %(act_id)s)
)

update runs_run as run
   set status = 'interrupted',
       finished_at = %(interrupted_at)s::timestamptz
  from left_behind
 where run.id = left_behind.id
   and run.status = 'running'
returning run.act_id
