-- event:   finish_run
-- moves:   runs_run running -> finished
-- returns: nothing
-- source:  docs/rules/runs.md#finishing

update runs_run
   set status = 'finished',
       totals = %(totals)s::jsonb,
       finished_at = %(finished_at)s::timestamptz
 where id = %(run_id)s::bigint
   and status = 'running'
