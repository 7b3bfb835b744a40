-- event:   send_documents, the pages of customers
-- returns: per document whose customer has a page: invoice_id, page_id
-- source:  docs/rules/documents.md#the-customers-page

insert into documents_customer_page (company_id, invoice_id, expires_at, act_id)
select %(company_id)s, asked.invoice_id, %(expires_at)s, %(act_id)s
  from unnest(%(invoice_ids)s::bigint[]) as asked (invoice_id)
 order by asked.invoice_id
returning invoice_id, id as page_id
