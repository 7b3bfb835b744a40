-- event:   revoke_pages
-- returns: one row per page that opened and is revoked
-- keeps:   what is revoked stays so
-- source:  docs/rules/documents.md#the-customers-page

update documents_customer_page as page
   set revoked_act_id = %(act_id)s
 where page.company_id = %(company_id)s
   and page.invoice_id = any(%(invoice_ids)s::bigint[])
   and page.revoked_act_id is null
