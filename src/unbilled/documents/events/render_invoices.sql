-- event:   render_invoices
-- returns: invoice_id per document stored; one that another run has stored meanwhile is left as it is
-- keeps:   an invoice has one document of each format, and its bytes never change
-- source:  docs/rules/documents.md#printing; docs/rules/documents.md#printable; docs/rules/documents.md#electronic-invoices

insert into documents_document
       (company_id, invoice_id, document_format, content, sha256, renderer, einvoice_format, rules, findings, act_id)
select %(company_id)s, file.invoice_id, file.document_format, file.content, file.sha256, file.renderer,
       file.einvoice_format, file.rules, file.findings, %(act_id)s
  from unnest(%(invoice_ids)s::bigint[], %(formats)s::text[], %(contents)s::bytea[], %(sha256s)s::text[],
              %(renderers)s::text[], %(einvoice_formats)s::text[], %(rules)s::jsonb[], %(findings)s::jsonb[])
         as file (invoice_id, document_format, content, sha256, renderer, einvoice_format, rules, findings)
 order by file.invoice_id, file.document_format
    on conflict (invoice_id, document_format) do nothing
returning invoice_id
