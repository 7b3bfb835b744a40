-- holds:  A milestone names the proforma that lists it, and is billed by it once that is confirmed.
-- breaks: A milestone is lost to billing, or billed twice.
-- shows:  milestone_id, status, proforma_id, listed_amount, proforma_status
select milestone.id as milestone_id, milestone.status, milestone.proforma_id,
       detail.transaction_amount as listed_amount, proforma.status as proforma_status
  from billing_milestone as milestone
  left join billing_proforma as proforma on proforma.id = milestone.proforma_id
  left join billing_proforma_detail as detail
    on detail.proforma_id = milestone.proforma_id
   and detail.milestone_id = milestone.id
   and not detail.is_correction
 where milestone.proforma_id is not null
   and (detail.transaction_amount is distinct from milestone.transaction_amount
        or (milestone.status, proforma.status) not in (('customer_invoice_created', 'draft'),
                                                       ('customer_invoice_posted', 'confirmed')))
