-- holds:  An unbilled sale that a correction puts back has the accounting date of the correction, or a later one.
-- breaks: Revenue that was invoiced in one month is accrued once more in a month before the credit.
-- shows:  actual_id, accounting_date, corrected_on
select reopened.id as actual_id, reopened.accounting_date, correction.accounting_date as corrected_on
  from billing_proforma as correction
  join actuals_actual as reopened on reopened.proforma_id = correction.id
 where correction.corrects_id is not null
   and reopened.transaction_type = 'unbilled_sales'
   and reopened.reverses_id is null
   and reopened.accounting_date < correction.accounting_date
