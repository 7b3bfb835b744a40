-- read:    invoice_sheet, entries
-- returns: per account, posting type, dimensions and currency of a document's voucher: how many entries and their
--          sums, debit positive
-- source:  docs/rules/invoices.md#posting-invoices

select account.number as account, account.name as account_name, entry.posting_type,
       coalesce((select string_agg(pair.key || ' ' || pair.value, ', ' order by pair.key collate "C")
                   from jsonb_each_text(dimension_set.values) as pair), '') as dimensions,
       count(*) as entry_count, sum(entry.transaction_amount) as transaction_amount, entry.transaction_currency,
       sum(entry.accounting_amount) as accounting_amount
  from ledger_invoice as invoice
  join ledger_entry as entry on entry.voucher_id = invoice.voucher_id
  join ledger_main_account as account on account.id = entry.main_account_id
  left join companies_dimension_set as dimension_set on dimension_set.id = entry.dimension_set_id
 where invoice.company_id = %(company_id)s::bigint
   and invoice.id = %(invoice_id)s::bigint
 group by account.number, account.name, entry.posting_type, dimension_set.id, entry.transaction_currency
 order by min(entry.line_no)
