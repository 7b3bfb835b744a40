-- event:   start_run
-- returns: run_id
-- source:  docs/rules/runs.md#starting-a-run

insert into runs_run (company_id, run_kind, arguments, status, totals, started_at, act_id)
values (%(company_id)s::bigint, %(run_kind)s, %(arguments)s::jsonb, 'running', '{}'::jsonb,
        %(started_at)s::timestamptz, %(act_id)s)
returning id as run_id
