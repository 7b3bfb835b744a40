-- read:    trace, a posted invoice
-- returns: its head: invoice_id, document_class, dates, amounts, customer, contract, proforma, voucher, original

select invoice.id as invoice_id,
       invoice.number,
       invoice.document_class,
       invoice.invoice_date,
       invoice.transaction_currency,
       invoice.net_amount,
       invoice.tax_amount,
       invoice.gross_amount,
       invoice.reason,
       invoice.voucher_id,
       voucher.number as voucher_number,
       customer.name as customer,
       contract.number as contract,
       proforma.number as proforma,
       original.number as credits,
       invoice.act_id,
       voucher.act_id as voucher_act_id,
       document.act_id as print_act_id
  from ledger_invoice as invoice
  left join ledger_voucher as voucher on voucher.id = invoice.voucher_id
  join masterdata_customer as customer on customer.id = invoice.customer_id
  join agreements_contract as contract on contract.id = invoice.contract_id
  join billing_proforma as proforma on proforma.id = invoice.proforma_id
  left join ledger_invoice as original on original.id = invoice.corrects_id
  left join documents_document as document on document.invoice_id = invoice.id and document.document_format = 'pdf'
 where invoice.company_id = %(company_id)s
   and invoice.number = %(number)s
