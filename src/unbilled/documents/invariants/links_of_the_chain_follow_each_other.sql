-- holds:  The links of a company's chain are numbered without a gap, and each holds the hash of the one before and of its own record.
-- breaks: A document could have been changed, put in or taken out after it was kept.
-- shows:  company_id, position

-- The record is read as text, for one that was changed may be no JSON.
select chained.company_id, chained.position
  from (select link.company_id, link.position, link.record, link.previous_hash, link.hash,
               row_number() over of_company as place,
               coalesce(lag(link.hash) over of_company, repeat('0', 64)) as hash_before
          from documents_chain_link as link
        window of_company as (partition by link.company_id order by link.position)) as chained
 where chained.position <> chained.place
    or chained.previous_hash <> chained.hash_before
    or chained.hash <> encode(
           sha256(convert_to(
               concat(chained.previous_hash, substring(chained.record from '"invoice_date": "([0-9-]{10})"'),
                      encode(sha256(convert_to(chained.record, 'UTF8')), 'hex')),
               'UTF8')),
           'hex')
