-- holds:  The running totals of project transactions equal the counts and sums of them, and there is none of nothing.
-- breaks: Journals and lists would tell other sums than what is posted.
-- shows:  transaction_date, transaction_type and transaction_class; count and amount of the total and of the transactions
with counted as (
    select company_id, transaction_date, transaction_type, transaction_class, transaction_currency, is_accrued,
           count(*) as line_count, sum(transaction_amount) as transaction_amount
      from ledger_project_transaction
     group by company_id, transaction_date, transaction_type, transaction_class, transaction_currency, is_accrued
)

select coalesce(total.transaction_date, counted.transaction_date) as transaction_date,
       coalesce(total.transaction_type, counted.transaction_type) as transaction_type,
       coalesce(total.transaction_class, counted.transaction_class) as transaction_class,
       total.line_count, counted.line_count as counted_line_count,
       total.transaction_amount, counted.transaction_amount as counted_transaction_amount
  from ledger_posted_total as total
  full join counted
    on counted.company_id = total.company_id
   and counted.transaction_date = total.transaction_date
   and counted.transaction_type = total.transaction_type
   and counted.transaction_class = total.transaction_class
   and counted.transaction_currency = total.transaction_currency
   and counted.is_accrued = total.is_accrued
 where total.line_count is distinct from counted.line_count
    or total.transaction_amount is distinct from counted.transaction_amount
 order by transaction_date, transaction_type, transaction_class
