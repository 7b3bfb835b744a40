-- holds:  The SHA-256 kept with a document is that of its bytes.
-- breaks: A document that was sent can no longer be proven.
-- shows:  document_id, invoice_id, sha256 as stored

select document.id as document_id, document.invoice_id, document.sha256
  from documents_document as document
 where document.sha256 <> encode(sha256(document.content), 'hex')
