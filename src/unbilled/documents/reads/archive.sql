-- read:    archive, what is asked for
-- returns: per posted document: invoice_id, number, position of its link in the chain; empty where it is not kept
-- source:  docs/rules/documents.md#archive

select invoice.id as invoice_id, invoice.number, link.position
  from ledger_invoice as invoice
  left join documents_chain_link as link on link.invoice_id = invoice.id
 where invoice.company_id = %(company_id)s
   and invoice.id = any(%(invoice_ids)s::bigint[])
 order by invoice.id
