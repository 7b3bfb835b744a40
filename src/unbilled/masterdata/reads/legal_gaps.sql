-- read:    legal_gaps
-- returns: per record that lacks something the law wants on an invoice, the company first: kind, record, lacks
-- source:  docs/rules/invoices.md#legal-data

select gap.kind, gap.record, array_agg(gap.field order by gap.field) as lacks
  from masterdata_legal_gaps(%(company_id)s::bigint) as gap
 where %(accounts)s::text[] is null
    or gap.record = any(%(accounts)s::text[]) and gap.kind = 'customer'
 group by gap.kind, gap.record
 order by gap.kind, gap.record
