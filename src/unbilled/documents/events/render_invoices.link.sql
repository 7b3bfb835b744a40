-- event:   render_invoices, links of the chain
-- returns: position per document linked: those given, and with the first link of a company all that were kept before there were chains
-- keeps:   the chain of a company has no gap and no branch; of what is kept together, that is first which was posted first
-- source:  docs/rules/documents.md#chain

with recursive last_link as (
    select position, hash
      from documents_chain_link
     where company_id = %(company_id)s
     order by position desc
     limit 1
),

kept as materialized (
    select document.invoice_id, said.record,
           row_number() over (order by document.invoice_id) as place,
           concat(said.record::jsonb ->> 'invoice_date', encode(sha256(convert_to(said.record, 'UTF8')), 'hex'))
               as fingerprint
      from documents_document as document
     cross join lateral documents_chain_record(document.invoice_id, 2, %(act_id)s) as said
     where document.company_id = %(company_id)s
       and document.document_format = 'pdf'
       and (document.invoice_id = any(%(invoice_ids)s::bigint[]) or not exists (select from last_link))
       and not exists (select
                         from documents_chain_link as link
                        where link.invoice_id = document.invoice_id)
),

linked as (
    select 0::bigint as place, null::bigint as invoice_id, null::text as record, null::text as previous_hash,
           coalesce((select hash from last_link), repeat('0', 64))::text as hash
     union all
    select kept.place, kept.invoice_id, kept.record, linked.hash,
           encode(sha256(convert_to(linked.hash || kept.fingerprint, 'UTF8')), 'hex')
      from linked
      join kept on kept.place = linked.place + 1
)

insert into documents_chain_link (company_id, position, invoice_id, record, previous_hash, hash, act_id)
select %(company_id)s, coalesce((select position from last_link), 0) + linked.place, linked.invoice_id,
       linked.record, linked.previous_hash, linked.hash, %(act_id)s
  from linked
 where linked.place > 0
 order by linked.place
returning position
