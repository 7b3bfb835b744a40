-- read:    einvoices
-- returns: per posted invoice, by id: what the head of its electronic invoice says, as issued; amounts in invoice currency
-- source:  docs/rules/documents.md#electronic-invoices; docs/rules/invoices.md#frozen-data

select id, number, document_class, invoice_date, due_date, transaction_currency, currency_digits,
       accounting_currency, net_amount, tax_amount, gross_amount, accounting_tax_amount, original_number,
       original_date, reason, contract_number, terms_text, language, locale, einvoice_format, payment_means,
       mandate, creditor_id, debited_account, carries_timesheet, discount_days, discount_percent,
       carries_timesheet
           or exists (select
                        from documents_attachment
                       where invoice_id = ledger_invoice.id) as has_attachments,
       (select coalesce(jsonb_object_agg(charged.code, charged.exemption_code), '{}')
          from (select distinct code, exemption_code
                  from ledger_tax_transaction
                 where invoice_id = ledger_invoice.id
                   and exemption_code <> '') as charged) as exemptions
  from ledger_invoice
 where company_id = %(company_id)s
   and id = any(%(ids)s::bigint[])
 order by id
