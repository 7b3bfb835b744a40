-- read:    chain_end
-- returns: the last link of the chain of a company: position, hash, number
-- source:  docs/rules/documents.md#chain

select link.position, link.hash, invoice.number
  from documents_chain_link as link
  join ledger_invoice as invoice on invoice.id = link.invoice_id
 where link.company_id = %(company_id)s
 order by link.position desc
 limit 1
