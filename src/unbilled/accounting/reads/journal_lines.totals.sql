-- read:    journal_lines, in total
-- returns: per journal, kind, class, day of the work, status and currency of journal lines: row_count, transaction_amount
-- keeps:   the same as its lines come to
-- source:  docs/rules/journal.md#journal-lines

-- What is posted is kept in total by day, and the day tells the journal. Where the company once grouped days otherwise, it
-- does not, and all lines are read.
with groupings as materialized (
    select count(distinct length(period_key)) > 1 as are_several
      from accounting_journal
     where company_id = %(company_id)s::bigint
),

posted as (
    select journal.id as journal_id, case when total.transaction_type = 'cost' then 'cost' else 'sales' end as line_kind,
           total.transaction_class, total.transaction_date, 'posted' as status, total.transaction_currency,
           total.line_count as row_count, total.transaction_amount
      from ledger_posted_total as total
      left join accounting_journal as journal
        on journal.company_id = total.company_id
       and journal.period_key in (to_char(total.transaction_date, 'YYYY-MM-DD'),
                                  to_char(total.transaction_date, 'YYYY-MM'),
                                  to_char(total.transaction_date, 'YYYY'), 'all')
     where total.company_id = %(company_id)s::bigint
       and total.transaction_type <> 'billed_sales'
       and not (select are_several from groupings)
     union all
    select line.journal_id, line.line_kind, actual.transaction_class, line.transaction_date, 'posted',
           actual.transaction_currency, 1, actual.transaction_amount
      from accounting_journal_line as line
      join actuals_actual as actual on actual.id = line.actual_id
     where line.company_id = %(company_id)s::bigint
       and line.status = 'posted'
       and (select are_several from groupings)
),

totals as (
    select journal_id, line_kind, transaction_class, transaction_date, status, transaction_currency, row_count,
           transaction_amount
      from posted
     union all
    select drafts.journal_id, drafts.line_kind, actual.transaction_class, drafts.transaction_date, 'draft',
           actual.transaction_currency, count(*), sum(actual.transaction_amount)
      from accounting_draft_lines(%(company_id)s::bigint) as drafts
      join actuals_actual as actual on actual.id = drafts.actual_id
     group by drafts.journal_id, drafts.line_kind, actual.transaction_class, drafts.transaction_date,
              actual.transaction_currency
)

select totals.journal_id, coalesce(journal.number, '') as journal, coalesce(journal.period_key, '') as period_key,
       totals.line_kind, totals.transaction_class, totals.transaction_date, totals.status, totals.transaction_currency,
       totals.row_count, totals.transaction_amount
  from totals
  left join accounting_journal as journal on journal.id = totals.journal_id
