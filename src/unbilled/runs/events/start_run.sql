-- event:   start_run
-- writes:  runs_run
-- params:  company_id bigint; run_kind text; arguments jsonb; started_at timestamptz; started_by bigint
-- returns: run_id
-- source:  docs/rules/runs.md#starting-a-run

insert into runs_run (company_id, run_kind, arguments, status, totals, started_at, started_by_id)
values (%(company_id)s::bigint, %(run_kind)s, %(arguments)s::jsonb, 'running', '{}'::jsonb,
        %(started_at)s::timestamptz, %(started_by)s::bigint)
returning id as run_id
