-- event:   hand_in_drafts
-- returns: proforma_id per draft that is in review now
-- keeps:   a draft in review is a draft: it can be edited
-- source:  docs/rules/billing.md#review

update billing_proforma as proforma
   set act_id = %(act_id)s,
       review = 'in_review',
       review_comment = %(comment)s
 where proforma.company_id = %(company_id)s
   and proforma.id = any(%(proforma_ids)s::bigint[])
   and proforma.status = 'draft'
returning proforma.id as proforma_id
