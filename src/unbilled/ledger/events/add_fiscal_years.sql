-- event:   add_fiscal_years
-- returns: nothing
-- keeps:   fiscal periods meet without gap or overlap
-- source:  docs/rules/companies.md#calendar

with there as (
    select min(period.starts_on) as starts_on, max(period.ends_before) as ends_before,
           min(period.fiscal_year) as first_year
      from ledger_fiscal_period as period
     where period.company_id = %(company_id)s
),

-- Years that end before the first begin as many years before it as there are of them.
begins as (
    select case when (%(years)s::integer[])[1] < there.first_year
                then (there.starts_on - make_interval(months => 12 * cardinality(%(years)s::integer[])))::date
                else coalesce(there.ends_before, %(begins_on)s::date)
            end as day
      from there
)

insert into ledger_fiscal_period (company_id, fiscal_year, starts_on, ends_before, status, act_id)
select %(company_id)s, year.fiscal_year,
       (begins.day + make_interval(months => 12 * (year.place::integer - 1) + month))::date,
       (begins.day + make_interval(months => 12 * (year.place::integer - 1) + month + 1))::date,
       'open', %(act_id)s
  from begins, unnest(%(years)s::integer[]) with ordinality as year (fiscal_year, place), generate_series(0, 11) as month
 order by year.place, month
