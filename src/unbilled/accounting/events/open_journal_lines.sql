-- event:   open_journal_lines
-- returns: one row: line_count opened; missing_keys of the journals that the company does not have yet: with one of them nothing is opened
-- keeps:   every actual for the journal has a journal line
-- source:  docs/rules/journal.md#journal-lines; docs/rules/journal.md#defaults-of-a-line

-- A case hides from the planner how many are taken: statistics may not know a new company, and two large sets would be
-- nested.
with taken as materialized (
    select actual.id, actual.transaction_type, actual.transaction_class, actual.contract_id, actual.customer_id,
           actual.project_id, actual.category_id, actual.transaction_date, actual.accounting_date
      from unnest(%(actual_ids)s::bigint[]) as named (id)
      join actuals_actual as actual on actual.id = named.id
     where case when actual.company_id = %(company_id)s and actual.goes_to_journal then true end
),

days as materialized (
    select day.transaction_date, period.period_key, journal.id as journal_id
      from (select distinct transaction_date from taken) as day
      join companies_company as company on company.id = %(company_id)s
     cross join lateral (
               select case company.journal_grouping
                      when 'day' then to_char(day.transaction_date, 'YYYY-MM-DD')
                      when 'month' then to_char(day.transaction_date, 'YYYY-MM')
                      when 'year' then to_char(day.transaction_date, 'YYYY')
                      else 'all'
                      end as period_key
           ) as period
      left join accounting_journal as journal
        on journal.company_id = %(company_id)s
       and journal.period_key = period.period_key
),

-- Only sales are taxed.
parties as (
    select party.project_id, party.contract_id, party.customer_id, found.tax_group_id
      from (select distinct project_id, contract_id, customer_id
              from taken
             where transaction_type <> 'cost') as party
     cross join lateral accounting_tax_group(%(company_id)s, party.project_id, party.contract_id,
                                             party.customer_id) as found
),

items as (
    select item.transaction_class, item.category_id, found.item_tax_group_id
      from (select distinct transaction_class, coalesce(category_id, 0) as category_id
              from taken
             where transaction_type <> 'cost') as item
     cross join lateral accounting_item_tax_group(%(company_id)s, item.transaction_class, item.category_id) as found
),

opened as (
    insert into accounting_journal_line
           (actual_id, company_id, journal_id, line_kind, contract_id, transaction_date, accounting_date,
            tax_group_id, item_tax_group_id, dimension_set_id, status, act_id)
    select taken.id, %(company_id)s, days.journal_id,
           case when taken.transaction_type = 'cost' then 'cost' else 'sales' end,
           taken.contract_id, taken.transaction_date, taken.accounting_date,
           parties.tax_group_id, items.item_tax_group_id, project.dimension_set_id, 'draft', %(act_id)s
      from taken
      left join days on days.transaction_date = taken.transaction_date
      left join masterdata_project as project on project.id = taken.project_id
      left join parties
             on parties.project_id = taken.project_id
            and parties.contract_id = taken.contract_id
            and parties.customer_id = taken.customer_id
            and taken.transaction_type <> 'cost'
      left join items
             on items.transaction_class = taken.transaction_class
            and items.category_id = coalesce(taken.category_id, 0)
            and taken.transaction_type <> 'cost'
     where not exists (select from days where journal_id is null)
     order by taken.id
    returning line_kind
)

select (select count(*) from opened) as line_count,
       array(select distinct period_key from days where journal_id is null order by period_key) as missing_keys
