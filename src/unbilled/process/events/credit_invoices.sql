-- event:   credit_invoices
-- returns: per posted invoice: invoice_id, proforma_id
-- source:  docs/rules/billing.md#crediting-invoices; docs/rules/invoices.md#credit-notes

select invoice.id as invoice_id, invoice.proforma_id
  from ledger_invoice as invoice
 where invoice.company_id = %(company_id)s::bigint
   and invoice.id = any(%(invoice_ids)s::bigint[])
 order by invoice.id
