-- event:   adjust_journal_lines
-- returns: one row: adjusted_count; and per fault: refusal, found, actual_ids
-- keeps:   tax groups stand on sales lines only; a line is dated on an open day, and never before the one it was recorded for; nothing changes unless everything can
-- source:  docs/rules/journal.md#adjusting; docs/rules/journal.md#accounting-date

with picked as (
    select actual_id, line_kind
      from accounting_journal_line
     where company_id = %(company_id)s
       and actual_id = any(%(actual_ids)s::bigint[])
       and status = 'draft'
     order by actual_id
       for no key update
),

taxed_cost as (
    select actual_id
      from picked
     where line_kind = 'cost'
       and coalesce(%(tax_group_id)s::bigint, %(item_tax_group_id)s::bigint) is not null
),

-- What takes back what is posted copies it, but on a day of its own.
mirrors as (
    select picked.actual_id
      from picked
      join actuals_actual as actual on actual.id = picked.actual_id
     where actual.reverses_id is not null
       and coalesce(%(tax_group_id)s::bigint, %(item_tax_group_id)s::bigint, %(dimension_set_id)s::bigint) is not null
),

not_open as (
    select day.refusal
      from ledger_open_day(%(company_id)s, %(accounting_date)s::date, false) as day
     where %(accounting_date)s::date is not null
       and day.refusal is not null
),

too_early as (
    select picked.actual_id, actual.accounting_date
      from picked
      join actuals_actual as actual on actual.id = picked.actual_id
     where %(accounting_date)s::date < actual.accounting_date
),

setup as (
    select (%(tax_group_id)s::bigint is not null
            and not exists (select
                              from tax_tax_group as tax_group
                             where tax_group.id = %(tax_group_id)s::bigint
                               and tax_group.company_id = %(company_id)s))
        or (%(item_tax_group_id)s::bigint is not null
            and not exists (select
                              from tax_item_tax_group as tax_group
                             where tax_group.id = %(item_tax_group_id)s::bigint
                               and tax_group.company_id = %(company_id)s))
        or (%(dimension_set_id)s::bigint is not null
            and not exists (select
                              from companies_dimension_set as dimension_set
                             where dimension_set.id = %(dimension_set_id)s::bigint
                               and dimension_set.company_id = %(company_id)s)) as is_foreign
),

adjusted as (
    update accounting_journal_line as line
       set act_id = %(act_id)s,
           tax_group_id = coalesce(%(tax_group_id)s::bigint, line.tax_group_id),
           item_tax_group_id = coalesce(%(item_tax_group_id)s::bigint, line.item_tax_group_id),
           dimension_set_id = coalesce(%(dimension_set_id)s::bigint, line.dimension_set_id),
           accounting_date = coalesce(%(accounting_date)s::date, line.accounting_date)
      from picked
     where line.actual_id = picked.actual_id
       and not exists (select from taxed_cost)
       and not exists (select from mirrors)
       and not exists (select from not_open)
       and not exists (select from too_early)
       and not (select is_foreign from setup)
    returning line.actual_id
)

select null as refusal, null as found, null::bigint[] as actual_ids, count(*) as adjusted_count
  from adjusted
 union all
select 'JournalLineNotDraft', null, array_agg(id order by id), 0
  from (select id
          from unnest(%(actual_ids)s::bigint[]) as id
        except
        select actual_id
          from picked) as missing
having count(*) > 0
 union all
select 'LineMirrorsPosted', null, array_agg(actual_id order by actual_id), 0
  from mirrors
having count(*) > 0
 union all
select refusal, %(accounting_date)s::date::text, (select array_agg(actual_id order by actual_id) from picked), 0
  from not_open
 union all
select 'LineDatedTooEarly', accounting_date::text, array_agg(actual_id order by actual_id), 0
  from too_early
 group by accounting_date
 union all
select 'SetupOfAnotherCompany', null, null, 0
  from setup
 where is_foreign
 union all
select 'TaxGroupOnCost', null, array_agg(actual_id order by actual_id), 0
  from taxed_cost
having count(*) > 0
 order by refusal nulls first, found
