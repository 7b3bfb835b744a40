-- event:   render_invoices
-- returns: invoice_id per document stored; one that another run has stored meanwhile is left as it is
-- keeps:   an invoice has one document of each format, and its bytes never change
-- source:  docs/rules/documents.md#printing; docs/rules/documents.md#printable

insert into documents_document
       (company_id, invoice_id, document_format, content, sha256, renderer, act_id)
select %(company_id)s, file.invoice_id, 'pdf', file.content, file.sha256, %(renderer)s,
       %(act_id)s
  from unnest(%(invoice_ids)s::bigint[], %(contents)s::bytea[], %(sha256s)s::text[])
         as file (invoice_id, content, sha256)
 order by file.invoice_id
    on conflict (invoice_id, document_format) do nothing
returning invoice_id
