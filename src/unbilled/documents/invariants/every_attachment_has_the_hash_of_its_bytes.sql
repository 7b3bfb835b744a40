-- holds:  The SHA-256 kept with an attachment is that of its bytes, and it has the company of its invoice.
-- breaks: A receipt that a customer got can no longer be proven.
-- shows:  invoice_id, place, sha256 as stored

select attachment.invoice_id, attachment.place, attachment.sha256
  from documents_attachment as attachment
  join ledger_invoice as invoice on invoice.id = attachment.invoice_id
 where attachment.sha256 <> encode(sha256(attachment.content), 'hex')
    or attachment.company_id <> invoice.company_id
