-- read:    invoice_papers
-- returns: per posted invoice, by id: what its head and foot say, as issued; amounts in invoice and accounting currency
-- source:  docs/rules/documents.md#what-is-printed; docs/rules/invoices.md#frozen-data

select invoice.id as invoice_id,
       invoice.document_class,
       invoice.number,
       invoice.invoice_date,
       invoice.due_date,
       invoice.reason,
       invoice.original_number,
       invoice.original_date,
       invoice.transaction_currency,
       invoice.currency_digits,
       invoice.net_amount,
       invoice.tax_amount,
       invoice.gross_amount,
       invoice.accounting_currency,
       invoice.accounting_digits,
       invoice.exchange_rate,
       invoice.accounting_net_amount,
       invoice.accounting_tax_amount,
       invoice.accounting_gross_amount,
       invoice.contract_number,
       invoice.contract_name,
       invoice.proforma_number,
       invoice.terms_text,
       invoice.language,
       invoice.locale,
       invoice.payment_means,
       invoice.carries_timesheet,
       invoice.page_size,
       invoice.layout,
       invoice.layout_id,
       invoice.logo_id,
       seller.name as seller_name,
       seller.address as seller_address,
       seller.country as seller_country,
       seller.vat_id as seller_vat_id,
       seller.registration,
       seller.contact,
       seller.bank_name,
       seller.iban,
       seller.bic,
       seller.tax_number,
       buyer.account,
       buyer.name as buyer_name,
       buyer.address as buyer_address,
       buyer.country as buyer_country,
       buyer.vat_id as buyer_vat_id,
       buyer.customer_reference,
       buyer.buyer_reference
  from ledger_invoice as invoice
  join ledger_invoice_party as seller
    on seller.invoice_id = invoice.id
   and seller.party = 'seller'
  join ledger_invoice_party as buyer
    on buyer.invoice_id = invoice.id
   and buyer.party = 'buyer'
 where invoice.company_id = %(company_id)s
   and invoice.id = any(%(invoice_ids)s::bigint[])
 order by invoice.id
