-- holds:  The amount of recorded work is quantity times price, rounded to the digits of its currency.
-- breaks: Invoices and ledger would show amounts that nobody can recompute.
-- shows:  actual_id, transaction_amount, computed_amount (transaction currency)
select actual.id as actual_id, actual.transaction_amount,
       round(actual.quantity * actual.unit_price, currency.digits) as computed_amount
  from actuals_actual as actual
  join companies_currency as currency on currency.code = actual.transaction_currency
 where actual.entry_id is not null
   and actual.proforma_id is null
   and actual.reverses_id is null
   and actual.transaction_amount <> round(actual.quantity * actual.unit_price, currency.digits)
 order by actual.id
