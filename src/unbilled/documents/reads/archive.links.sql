-- read:    archive, its part of the chain
-- returns: per link from one position to another: position, invoice_date, sha256 of its record, both hashes; the record of those asked for alone
-- source:  docs/rules/documents.md#archive

select link.position,
       link.record::jsonb ->> 'invoice_date' as invoice_date,
       encode(sha256(convert_to(link.record, 'UTF8')), 'hex') as sha256,
       link.previous_hash,
       link.hash,
       case when link.invoice_id = any(%(invoice_ids)s::bigint[]) then link.record end as record
  from documents_chain_link as link
 where link.company_id = %(company_id)s
   and link.position between %(first)s and %(last)s
 order by link.position
