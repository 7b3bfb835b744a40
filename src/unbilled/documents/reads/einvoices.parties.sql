-- read:    einvoices, their parties
-- returns: per posted invoice, seller and buyer: name and address, identifiers, references, account, as issued
-- source:  docs/rules/documents.md#electronic-invoices; docs/rules/invoices.md#frozen-data

select invoice_id as id, party, name, address, country, vat_id, registration, electronic_address,
       electronic_scheme, customer_reference, buyer_reference, iban, bic, post_code, city, tax_number, legal_id,
       legal_scheme, contact_name, contact_phone, contact_email
  from ledger_invoice_party
 where company_id = %(company_id)s
   and invoice_id = any(%(ids)s::bigint[])
 order by invoice_id, party
