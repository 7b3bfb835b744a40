-- read:    einvoices, what travels with them
-- returns: per receipt, in order: the invoice as id, place, name, media_type, content, as frozen
-- source:  docs/rules/documents.md#attachments

select invoice_id as id, place, name, media_type, content
  from documents_attachment
 where company_id = %(company_id)s
   and invoice_id = any(%(ids)s::bigint[])
 order by invoice_id, place
