-- read:    invoice_papers, layouts and logos
-- returns: per layout or logo asked for: its name, media type and bytes
-- source:  docs/rules/documents.md#layouts

select id, name, media_type, content
  from documents_stationery
 where company_id = %(company_id)s
   and id = any(%(ids)s::bigint[])
