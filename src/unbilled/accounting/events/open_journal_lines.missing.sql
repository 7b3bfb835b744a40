-- event:   open_journal_lines
-- returns: period_key of each journal that the actuals need and the company does not have yet
-- source:  docs/rules/journal.md#journal-lines

with recorded as materialized (
    select actual.transaction_date,
           actual.company_id = %(company_id)s and actual.goes_to_journal as is_taken
      from unnest(%(actual_ids)s::bigint[]) as named (id)
      join actuals_actual as actual on actual.id = named.id
),

days as (
    select distinct transaction_date
      from recorded
     where is_taken
),

periods as (
    select distinct case company.journal_grouping
                    when 'day' then to_char(days.transaction_date, 'YYYY-MM-DD')
                    when 'month' then to_char(days.transaction_date, 'YYYY-MM')
                    when 'year' then to_char(days.transaction_date, 'YYYY')
                    else 'all'
                    end as period_key
      from days
      join companies_company as company on company.id = %(company_id)s
)

select periods.period_key
  from periods
 where not exists (select from accounting_journal as journal
                    where journal.company_id = %(company_id)s
                      and journal.period_key = periods.period_key)
 order by periods.period_key
