-- holds:  Every document that was kept with a link has it, and where a chain has begun, every other has one too.
-- breaks: The end of the chain was cut off, or a document was put in beside it.
-- shows:  document_id, invoice_id

select document.id as document_id, document.invoice_id
  from documents_document as document
 where (document.is_linked
        or exists (select
                     from documents_chain_link as begun
                    where begun.company_id = document.company_id))
   and not exists (select
                     from documents_chain_link as link
                    where link.invoice_id = document.invoice_id)
