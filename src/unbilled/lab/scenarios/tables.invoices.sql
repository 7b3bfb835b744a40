-- read:    tables, its invoices
-- returns: one row per posted invoice or credit note

select invoice.id as key,
       invoice.number as invoice,
       invoice.document_class as class,
       contract.number as contract,
       customer.account as customer,
       proforma.number as proforma,
       voucher.number as voucher,
       invoice.invoice_date as date,
       invoice.due_date as "due date",
       invoice.accounting_date as "accounting date",
       invoice.net_amount as net,
       invoice.tax_amount as tax,
       invoice.gross_amount as gross,
       invoice.transaction_currency as currency,
       invoice.exchange_rate as rate,
       invoice.accounting_net_amount as "accounting net",
       invoice.accounting_tax_amount as "accounting tax",
       invoice.accounting_gross_amount as "accounting gross",
       corrected.number as corrects,
       invoice.original_number as original,
       invoice.reason
  from ledger_invoice as invoice
  left join ledger_voucher as voucher on voucher.id = invoice.voucher_id
  join agreements_contract as contract on contract.id = invoice.contract_id
  join billing_proforma as proforma on proforma.id = invoice.proforma_id
  join masterdata_customer as customer on customer.id = invoice.customer_id
  left join ledger_invoice as corrected on corrected.id = invoice.corrects_id
 where invoice.company_id = %(company_id)s
 order by invoice.id
