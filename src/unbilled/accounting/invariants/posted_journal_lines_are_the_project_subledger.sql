-- holds:  Every posted journal line is in the project subledger with its actual's amount and its own accounting
--         date, and cost and unbilled sales are in there only by a posted journal line.
-- breaks: Work is missing from the books, or stands there without the accountant's review.
-- shows:  actual_id, status of the journal line (empty: none), subledger_amount (empty: not there)
select coalesce(line.actual_id, posted.actual_id) as actual_id, line.status,
       posted.transaction_amount as subledger_amount
  from accounting_journal_line as line
  full join (select actual_id, transaction_amount, transaction_currency, quantity, accounting_date
               from ledger_project_transaction
              where transaction_type in ('cost', 'unbilled_sales')) as posted
    on posted.actual_id = line.actual_id
  left join actuals_actual as actual on actual.id = line.actual_id
 where (posted.actual_id is not null) <> (line.actual_id is not null and line.status = 'posted')
    or (posted.actual_id is not null
        and (posted.transaction_amount, posted.transaction_currency, posted.quantity, posted.accounting_date)
            is distinct from
            (actual.transaction_amount, actual.transaction_currency, actual.quantity, line.accounting_date))
