-- read:    worker, runs without a job
-- returns: run_id, company_id, event of runs that wait and that no job in the queue is about
-- source:  docs/rules/runs.md#in-the-background

select run.id as run_id, run.company_id, run.task ->> 'event' as event
  from runs_run as run
 where run.status = 'waiting'
   and not exists (select
                     from procrastinate_jobs as job
                    where job.task_name = %(task_name)s
                      and job.status in ('todo', 'doing')
                      and job.args ->> 'run_id' = run.id::text)
 order by run.id
