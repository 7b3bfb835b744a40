-- holds:  An entry has the accounting date and company of its voucher, and an account of that company.
-- breaks: A voucher falls into two periods, or into the books of two companies.
-- shows:  voucher_id, line_no, and the dates and companies that differ
select entry.voucher_id, entry.line_no, entry.accounting_date,
       voucher.accounting_date as voucher_date, entry.company_id, voucher.company_id as voucher_company_id,
       account.company_id as account_company_id
  from ledger_entry as entry
  join ledger_voucher as voucher on voucher.id = entry.voucher_id
  join ledger_main_account as account on account.id = entry.main_account_id
 where entry.accounting_date <> voucher.accounting_date
    or entry.company_id <> voucher.company_id
    or account.company_id <> voucher.company_id
