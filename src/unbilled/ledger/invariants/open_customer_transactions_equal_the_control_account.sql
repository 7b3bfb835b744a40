-- holds:  What customers owe by the customer subledger equals the customer balance entries of the ledger, by
--         voucher, in transaction, accounting and reporting currency.
-- breaks: The control account no longer tells what customers owe.
-- shows:  voucher_id, and the subledger minus the ledger in each currency
select parts.voucher_id, sum(parts.transaction_amount) as transaction_difference,
       sum(parts.accounting_amount) as accounting_difference,
       sum(parts.reporting_amount) as reporting_difference
  from (select voucher_id, transaction_amount, accounting_amount, coalesce(reporting_amount, 0) as reporting_amount
          from ledger_customer_transaction
         union all
        select voucher_id, -transaction_amount, -accounting_amount, -coalesce(reporting_amount, 0)
          from ledger_entry
         where posting_type = 'customer_balance') as parts
 group by parts.voucher_id
having sum(parts.transaction_amount) <> 0
    or sum(parts.accounting_amount) <> 0
    or sum(parts.reporting_amount) <> 0
