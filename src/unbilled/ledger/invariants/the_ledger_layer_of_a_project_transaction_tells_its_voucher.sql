-- holds:  Cost and unbilled sales have a voucher exactly when their layer is profit and loss or balance, and
--         unbilled sales when they are accrued; the voucher has their accounting date.
-- breaks: The project subledger claims what the ledger does not have, or hides what it has.
-- shows:  actual_id, transaction_type, ledger_layer, is_accrued, voucher_id
select posted.actual_id, posted.transaction_type, posted.ledger_layer, posted.is_accrued, posted.voucher_id
  from ledger_project_transaction as posted
  left join ledger_voucher as voucher on voucher.id = posted.voucher_id
 where posted.transaction_type in ('cost', 'unbilled_sales')
   and ((posted.voucher_id is not null) <> (posted.ledger_layer in ('profit_and_loss', 'balance'))
        or (posted.transaction_type = 'unbilled_sales'
            and posted.is_accrued <> (posted.voucher_id is not null))
        or (posted.transaction_type = 'cost' and posted.is_accrued)
        or voucher.accounting_date <> posted.accounting_date)
