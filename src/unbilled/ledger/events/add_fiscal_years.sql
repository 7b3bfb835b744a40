-- event:   add_fiscal_years
-- returns: nothing
-- keeps:   fiscal periods meet without gap or overlap
-- source:  docs/rules/companies.md#calendar

with begins as (
    select coalesce((select max(period.ends_before)
                       from ledger_fiscal_period as period
                      where period.company_id = %(company_id)s),
                    make_date((%(years)s::integer[])[1], 1, 1)) as day
)

insert into ledger_fiscal_period (company_id, fiscal_year, starts_on, ends_before, status, act_id)
select %(company_id)s, year.fiscal_year,
       (begins.day + make_interval(months => 12 * (year.place::integer - 1) + month))::date,
       (begins.day + make_interval(months => 12 * (year.place::integer - 1) + month + 1))::date,
       'open', %(act_id)s
  from begins, unnest(%(years)s::integer[]) with ordinality as year (fiscal_year, place), generate_series(0, 11) as month
