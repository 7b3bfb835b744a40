-- holds:  What a link of the chain says of a posted document, its parties, taxes, lines and files is what they say today.
-- breaks: A posted document, or a file of it, was changed or removed after it was kept.
-- shows:  company_id, position, invoice_id

-- The record is read as text, for one that was changed may be no JSON.
select link.company_id, link.position, link.invoice_id
  from documents_chain_link as link
  left join ledger_invoice as invoice on invoice.id = link.invoice_id
  left join lateral documents_chain_record(
           link.invoice_id, substring(link.record from '"version": (\d{1,4})')::integer, link.act_id) as said on true
 where said.record is distinct from link.record
    or invoice.company_id is distinct from link.company_id
