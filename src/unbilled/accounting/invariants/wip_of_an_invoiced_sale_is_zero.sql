-- holds:  The invoice that bills an accrued sale takes its work in progress and its accrued revenue back to
--         zero, in transaction, accounting and reporting currency.
-- breaks: Work in progress keeps amounts that nobody will ever invoice, or goes below zero.
-- shows:  invoice, main_account_id, posting_type, and what is left in each currency
with entries as (
    select line.proposal_id, entry.posting_type, entry.main_account_id, entry.transaction_amount,
           entry.accounting_amount, entry.reporting_amount
      from accounting_proposal_line as line
      join ledger_project_transaction as accrued
        on accrued.actual_id = line.released_actual_id
       and accrued.is_accrued
      join ledger_entry as entry on entry.voucher_id = accrued.voucher_id
     union all
    select invoice.proposal_id, entry.posting_type, entry.main_account_id, entry.transaction_amount,
           entry.accounting_amount, entry.reporting_amount
      from ledger_invoice as invoice
      join ledger_entry as entry
        on entry.voucher_id = invoice.voucher_id
       and entry.posting_type in ('wip_sales_value', 'accrued_revenue')
)

select invoice.number as invoice, entries.posting_type, entries.main_account_id,
       sum(entries.transaction_amount) as transaction_left, sum(entries.accounting_amount) as accounting_left,
       sum(entries.reporting_amount) as reporting_left
  from entries
  join ledger_invoice as invoice on invoice.proposal_id = entries.proposal_id
 group by invoice.id, invoice.number, entries.posting_type, entries.main_account_id
having sum(entries.transaction_amount) <> 0
    or sum(entries.accounting_amount) <> 0
    or coalesce(sum(entries.reporting_amount), 0) <> 0
