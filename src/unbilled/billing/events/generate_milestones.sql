-- event:   generate_milestones
-- returns: run_date per day of the schedule in the period, in order; of so many that they are refused, one more than are taken
-- source:  docs/rules/billing.md#milestones-over-a-period

select run_date
  from agreements_run_dates(%(schedule)s::text, %(from_date)s::date, %(from_date)s::date, %(through_date)s::date)
 order by run_date
 limit 401
