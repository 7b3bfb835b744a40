-- read:    beancount
-- returns: per entry, by accounting date, voucher and line: what Beancount is told of it

select entry.voucher_id,
       voucher.number,
       voucher.voucher_kind,
       voucher.accounting_date,
       invoice.number as invoice_number,
       customer.name as customer_name,
       entry.main_account_id,
       entry.posting_type,
       entry.transaction_amount,
       entry.transaction_currency,
       entry.accounting_amount,
       entry.exchange_rate,
       entry.reporting_amount,
       dimensions.values as dimensions
  from ledger_entry as entry
  join ledger_voucher as voucher on voucher.id = entry.voucher_id
  left join ledger_invoice as invoice on invoice.voucher_id = entry.voucher_id
  left join masterdata_customer as customer on customer.id = invoice.customer_id
  left join companies_dimension_set as dimensions on dimensions.id = entry.dimension_set_id
 where entry.company_id = %(company_id)s
 order by voucher.accounting_date, voucher.number, entry.line_no
