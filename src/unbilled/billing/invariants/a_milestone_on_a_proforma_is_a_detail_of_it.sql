-- holds:  A milestone names the proforma that lists it, and is billed by it once that is confirmed, or as the last
--         correction of it says.
-- breaks: A milestone is lost to billing, or billed twice.
-- shows:  milestone_id, status, proforma_id, listed_amount, proforma_status
select milestone.id as milestone_id, milestone.status, milestone.proforma_id, listed.amount as listed_amount,
       proforma.status as proforma_status
  from billing_milestone as milestone
  left join billing_proforma as proforma on proforma.id = milestone.proforma_id
  left join lateral (select detail.transaction_amount - detail.discount_amount as amount
                       from billing_proforma_detail as detail
                       join billing_proforma as lists on lists.id = detail.proforma_id
                      where detail.milestone_id = milestone.id
                        and (detail.proforma_id = milestone.proforma_id and not detail.is_correction
                             or detail.is_correction
                            and detail.quantity > 0
                            and detail.proforma_id > milestone.proforma_id
                            and lists.status = 'confirmed')
                      order by detail.proforma_id desc
                      limit 1) as listed on true
 where milestone.proforma_id is not null
   and (listed.amount is distinct from milestone.transaction_amount
        or (milestone.status, proforma.status) not in (('customer_invoice_created', 'draft'),
                                                       ('customer_invoice_posted', 'confirmed')))
