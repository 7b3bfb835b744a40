-- read:    journals
-- returns: per journal, cost or sales, and currency: lines, draft, posted, and the amounts of both
-- source:  docs/rules/journal.md#journal-lines

with lines as (
    select line.journal_id, line.line_kind, actual.transaction_currency, count(*) as line_count,
           count(*) filter (where line.status = 'draft') as draft_count,
           count(*) filter (where line.status = 'posted') as posted_count,
           coalesce(sum(actual.transaction_amount) filter (where line.status = 'draft'), 0) as draft_amount,
           coalesce(sum(actual.transaction_amount) filter (where line.status = 'posted'), 0) as posted_amount
      from accounting_journal_line as line
      join actuals_actual as actual on actual.id = line.actual_id
     where line.company_id = %(company_id)s::bigint
       and (%(contract_ids)s::bigint[] is null or line.contract_id = any(%(contract_ids)s::bigint[]))
       and (%(project_ids)s::bigint[] is null or actual.project_id = any(%(project_ids)s::bigint[]))
       and (%(customer_ids)s::bigint[] is null or actual.customer_id = any(%(customer_ids)s::bigint[]))
       and (%(from_date)s::date is null or line.transaction_date >= %(from_date)s::date)
       and (%(through_date)s::date is null or line.transaction_date <= %(through_date)s::date)
     group by line.journal_id, line.line_kind, actual.transaction_currency
)

select journal.number as journal, journal.period_key, lines.line_kind, lines.line_count, lines.draft_count,
       lines.posted_count, lines.draft_amount, lines.posted_amount, lines.transaction_currency
  from lines
  join accounting_journal as journal on journal.id = lines.journal_id
 order by journal.period_key, journal.number, lines.line_kind, lines.transaction_currency
