-- event:   interrupt_run
-- moves:   runs_run running -> interrupted
-- returns: nothing; the row count says how many
-- source:  docs/rules/runs.md#interrupting-and-resuming

update runs_run
   set status = 'interrupted',
       finished_at = %(interrupted_at)s::timestamptz
 where company_id = %(company_id)s::bigint
   and run_kind = %(run_kind)s
   and status = 'running'
returning act_id
