-- event:   post_proposals, what travels with the documents
-- returns: invoice_id per receipt frozen with it
-- keeps:   what the customer gets is what was there when the document was posted, whatever becomes of the entry
-- source:  docs/rules/documents.md#attachments

insert into documents_attachment (invoice_id, place, company_id, name, media_type, content, sha256, act_id)
select invoice.id, attached.place, %(company_id)s, receipt.name, receipt.media_type, receipt.content, receipt.sha256,
       %(act_id)s
  from ledger_invoice as invoice
 cross join lateral accounting_attached_receipts(invoice.proposal_id) as attached
  join work_receipt as receipt on receipt.id = attached.receipt_id
 where invoice.company_id = %(company_id)s
   and invoice.proposal_id = any(%(proposal_ids)s::bigint[])
returning invoice_id
