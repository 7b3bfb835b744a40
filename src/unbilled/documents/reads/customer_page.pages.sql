-- read:    customer_page, the pages that open
-- returns: per page, the latest first: page_id, expires_at
-- source:  docs/rules/documents.md#the-customers-page

select page.id as page_id, page.expires_at
  from documents_customer_page as page
 where page.invoice_id = %(invoice_id)s
   and page.revoked_act_id is null
   and page.expires_at > now()
 order by page.id desc
