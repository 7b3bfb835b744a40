-- event:   ask_for_run
-- returns: run_id
-- source:  docs/rules/runs.md#in-the-background

insert into runs_run (company_id, run_kind, arguments, status, totals, started_at, act_id, task, done_count, total_count,
                      is_cancel_asked)
values (%(company_id)s::bigint, %(run_kind)s, %(arguments)s::jsonb, 'waiting', '{}'::jsonb, %(asked_at)s::timestamptz,
        %(act_id)s, %(task)s::jsonb, 0, 0, false)
returning id as run_id
