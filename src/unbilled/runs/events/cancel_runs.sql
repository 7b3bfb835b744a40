-- event:   cancel_runs
-- moves:   runs_run waiting -> canceled; runs_run interrupted -> canceled
-- returns: canceled_count
-- source:  docs/rules/runs.md#in-the-background

-- A worker that is at it looks after every chunk; one that was killed leaves nobody to look.
with asked as (
    update runs_run
       set is_cancel_asked = true
     where company_id = %(company_id)s::bigint
       and id = any(%(run_ids)s::bigint[])
       and status = 'running'
       and task is not null
    returning id
),
left_alone as (
    update runs_run
       set is_cancel_asked = true,
           status = 'canceled',
           finished_at = %(canceled_at)s::timestamptz
     where company_id = %(company_id)s::bigint
       and id = any(%(run_ids)s::bigint[])
       and status in ('waiting', 'interrupted')
       and task is not null
    returning id
)

select (select count(*) from asked) + (select count(*) from left_alone) as canceled_count
