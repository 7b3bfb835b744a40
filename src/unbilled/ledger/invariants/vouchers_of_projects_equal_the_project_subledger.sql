-- holds:  A cost's voucher debits cost or work in progress, and an accrual's voucher debits the sales value of
--         work in progress, with the amounts, currency and rate that the project subledger stores.
-- breaks: Project reports and the ledger disagree, and an accrual cannot be released to zero.
-- shows:  actual_id, voucher_id, and both sides in transaction, accounting and reporting currency
select posted.actual_id, posted.voucher_id,
       posted.transaction_amount, entry.transaction_amount as entry_transaction_amount,
       posted.accounting_amount, entry.accounting_amount as entry_accounting_amount,
       posted.reporting_amount, entry.reporting_amount as entry_reporting_amount
  from ledger_project_transaction as posted
  left join ledger_entry as entry
    on entry.voucher_id = posted.voucher_id
   and entry.posting_type in ('cost', 'wip_cost_value', 'wip_cost_value_item', 'wip_sales_value')
 where posted.transaction_type in ('cost', 'unbilled_sales')
   and posted.voucher_id is not null
   and (entry.transaction_amount, entry.transaction_currency, entry.accounting_amount, entry.exchange_rate,
        entry.reporting_amount, entry.reporting_rate)
       is distinct from
       (posted.transaction_amount, posted.transaction_currency, posted.accounting_amount,
        posted.exchange_rate, posted.reporting_amount, posted.reporting_rate)
