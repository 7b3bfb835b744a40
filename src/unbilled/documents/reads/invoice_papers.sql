-- read:    invoice_papers
-- returns: per posted invoice, by id: what its head and foot say; amounts in invoice and accounting currency
-- source:  docs/rules/documents.md#what-is-printed; docs/rules/invoices.md#frozen-data

select invoice.id as invoice_id,
       invoice.document_class,
       invoice.number,
       invoice.invoice_date,
       invoice.due_date,
       invoice.reason,
       original.number as original_number,
       original.invoice_date as original_date,
       invoice.transaction_currency,
       paid_in.digits as currency_digits,
       invoice.net_amount,
       invoice.tax_amount,
       invoice.gross_amount,
       company.accounting_currency_id as accounting_currency,
       kept_in.digits as accounting_digits,
       invoice.exchange_rate,
       invoice.accounting_net_amount,
       invoice.accounting_tax_amount,
       invoice.accounting_gross_amount,
       company.name as company_name,
       company.address as company_address,
       company.country as company_country,
       company.vat_id as company_vat_id,
       company.registration,
       company.contact,
       company.bank_name,
       company.iban,
       company.bic,
       company.locale,
       customer.account,
       customer.name as customer_name,
       customer.address as customer_address,
       customer.country as customer_country,
       customer.vat_id as customer_vat_id,
       customer.buyer_reference,
       customer.language,
       coalesce(agreed.bill_to, '') as bill_to,
       contract.number as contract_number,
       contract.name as contract_name,
       contract.customer_reference,
       proforma.number as proforma_number,
       coalesce(terms.text, '') as terms
  from ledger_invoice as invoice
  join companies_company as company on company.id = invoice.company_id
  join masterdata_customer as customer on customer.id = invoice.customer_id
  join companies_currency as paid_in on paid_in.code = invoice.transaction_currency
  join companies_currency as kept_in on kept_in.code = company.accounting_currency_id
  join agreements_contract as contract on contract.id = invoice.contract_id
  join billing_proforma as proforma on proforma.id = invoice.proforma_id
  join accounting_proposal as proposal on proposal.id = invoice.proposal_id
  left join companies_terms_of_payment as terms on terms.id = proposal.terms_id
  left join agreements_contract_customer as agreed
    on agreed.contract_id = invoice.contract_id and agreed.customer_id = invoice.customer_id
  left join ledger_invoice as original on original.id = invoice.corrects_id
 where invoice.company_id = %(company_id)s
   and invoice.id = any(%(invoice_ids)s::bigint[])
 order by invoice.id
