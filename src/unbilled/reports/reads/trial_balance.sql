-- read:    trial_balance
-- returns: per account and dimension set with entries: the balance before the span that is asked for, its debits and
--          credits in it, and the balance at the end, in accounting currency; the edges of the span, where it has any
-- source:  docs/rules/ledger.md#trial-balance

-- Balances are kept by month: a span costs the months before its two edges, and the entries of the months they cut;
-- an edge at the end of a month cuts none, and no entry is read for it.
with span as (
    select case when %(period)s::text[] is null then %(from_date)s::date
                else greatest(%(from_date)s::date, min(period.starts_on)) end as from_day,
           case when %(period)s::text[] is null then %(through_date)s::date
                else least(%(through_date)s::date, max(period.ends_before) - 1) end as through_day
      from ledger_fiscal_period as period
     where period.company_id = %(company_id)s::bigint
       and (to_char(period.starts_on, 'YYYY-MM') = any(%(period)s::text[])
            or period.fiscal_year::text = any(%(period)s::text[]))
    having %(period)s::text[] is null or count(*) > 0
),

edges as (
    select edge.name, edge.day, date_trunc('month', edge.day + 1)::date as month
      from span
     cross join lateral (values ('before', coalesce(span.from_day, date '0001-02-01') - 1),
                                ('end', coalesce(span.through_day, date '9999-11-30'))) as edge (name, day)
),

amounts as (
    select edges.name, balance.main_account_id, balance.dimension_set_id, balance.debit, balance.credit
      from edges
      join ledger_account_balance as balance
        on balance.company_id = %(company_id)s::bigint
       and balance.month < edges.month
     union all
    select edges.name, cut.main_account_id, cut.dimension_set_id, greatest(cut.accounting_amount, 0),
           -least(cut.accounting_amount, 0)
      from edges
     cross join lateral (
               select entry.main_account_id, coalesce(entry.dimension_set_id, 0) as dimension_set_id,
                      entry.accounting_amount
                 from ledger_entry as entry
                where entry.company_id = %(company_id)s::bigint
                  and entry.accounting_date >= edges.month
                  and entry.accounting_date <= edges.day
               offset 0
          ) as cut
     where edges.month <= edges.day
),

sums as (
    select main_account_id, dimension_set_id,
           coalesce(sum(debit) filter (where name = 'before'), 0) as debit_before,
           coalesce(sum(credit) filter (where name = 'before'), 0) as credit_before,
           coalesce(sum(debit) filter (where name = 'end'), 0) as debit_end,
           coalesce(sum(credit) filter (where name = 'end'), 0) as credit_end
      from amounts
     group by main_account_id, dimension_set_id
)

select account.id as account_id, account.number, account.name, account.account_kind,
       kind.kind_order, kind.kind_name,
       sums.dimension_set_id,
       (select string_agg(pair.key || ' ' || pair.value, ', ' order by pair.key collate "C")
          from jsonb_each_text(dimension_set.values) as pair) as dimensions,
       sums.debit_before - sums.credit_before as opening_amount, sums.debit_end - sums.debit_before as debit_amount,
       sums.credit_end - sums.credit_before as credit_amount, sums.debit_end - sums.credit_end as closing_amount,
       company.accounting_currency_id as accounting_currency, span.from_day, span.from_day - 1 as day_before,
       span.through_day
  from sums
  join ledger_main_account as account on account.id = sums.main_account_id
 cross join span
  join (values (1, 'asset', 'Assets'), (2, 'liability', 'Liabilities'), (3, 'equity', 'Equity'), (4, 'revenue', 'Revenue'),
               (5, 'expense', 'Expenses')) as kind (kind_order, account_kind, kind_name)
    on kind.account_kind = account.account_kind
  join companies_company as company on company.id = account.company_id
  left join companies_dimension_set as dimension_set on dimension_set.id = sums.dimension_set_id
 where account.company_id = %(company_id)s::bigint
