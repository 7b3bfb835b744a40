-- event:   return_drafts
-- returns: proforma_id per draft that was returned
-- keeps:   what is returned says why
-- source:  docs/rules/billing.md#review

update billing_proforma as proforma
   set act_id = %(act_id)s,
       review = 'returned',
       review_comment = %(comment)s
 where proforma.company_id = %(company_id)s
   and proforma.id = any(%(proforma_ids)s::bigint[])
   and proforma.status = 'draft'
   and proforma.review = 'in_review'
returning proforma.id as proforma_id
