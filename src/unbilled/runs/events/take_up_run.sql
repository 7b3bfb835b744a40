-- event:   take_up_run
-- moves:   runs_run waiting -> running; runs_run interrupted -> running
-- returns: is_ours, totals and lines of what was done before; where it is not ours, its status
-- source:  docs/rules/runs.md#in-the-background

with asked as (
    select id, status, totals, done_count
      from runs_run
     where id = %(run_id)s::bigint
       and company_id = %(company_id)s::bigint
       for no key update
),
taken as (
    update runs_run as run
       set status = 'running',
           act_id = %(act_id)s,
           started_at = case when asked.status = 'waiting' then %(started_at)s::timestamptz else run.started_at end,
           finished_at = null
      from asked
     where run.id = asked.id
       and run.status in ('waiting', 'interrupted')
    returning run.id
),
tried_again as (
    delete from runs_run_item
     using taken
     where run_id = taken.id
       and not %(is_given)s::boolean
    returning run_id
)

select exists (select from taken) as is_ours,
       (select status from asked) as status,
       (select totals::text from asked) as totals,
       (select done_count from asked) as done_count,
       (select count(*) from tried_again) as tried_again_count
