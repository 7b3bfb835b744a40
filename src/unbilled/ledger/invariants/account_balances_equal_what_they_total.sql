-- holds:  Running balances per account, dimension set and month equal the entries they total.
-- breaks: Reports that read balances differ from the ledger.
-- shows:  account, dimension set and month, with the balance kept and the total of the entries
with totals as (
    select main_account_id, coalesce(dimension_set_id, 0) as dimension_set_id,
           date_trunc('month', accounting_date)::date as month,
           coalesce(sum(accounting_amount) filter (where accounting_amount > 0), 0) as debit,
           -coalesce(sum(accounting_amount) filter (where accounting_amount < 0), 0) as credit,
           coalesce(sum(reporting_amount), 0) as reporting_amount
      from ledger_entry
     group by 1, 2, 3
)

select coalesce(balance.main_account_id, total.main_account_id) as main_account_id,
       coalesce(balance.dimension_set_id, total.dimension_set_id) as dimension_set_id,
       coalesce(balance.month, total.month) as month,
       balance.debit as kept_debit, total.debit as debit,
       balance.credit as kept_credit, total.credit as credit,
       balance.reporting_amount as kept_reporting_amount, total.reporting_amount
  from ledger_account_balance as balance
  full join totals as total
    on total.main_account_id = balance.main_account_id
   and total.dimension_set_id = balance.dimension_set_id
   and total.month = balance.month
 where balance.debit is distinct from total.debit
    or balance.credit is distinct from total.credit
    or balance.reporting_amount is distinct from total.reporting_amount
