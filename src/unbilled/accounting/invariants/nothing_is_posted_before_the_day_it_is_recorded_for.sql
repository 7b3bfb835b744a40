-- holds:  Cost and unbilled sales are posted on the accounting date of their actual, or on a later day.
-- breaks: Work stands in the books before it was done, or before the credit that put it back.
-- shows:  actual_id, recorded_for, accounting_date
select posted.actual_id, actual.accounting_date as recorded_for, posted.accounting_date
  from ledger_project_transaction as posted
  join actuals_actual as actual on actual.id = posted.actual_id
 where posted.transaction_type in ('cost', 'unbilled_sales')
   and posted.accounting_date < actual.accounting_date
