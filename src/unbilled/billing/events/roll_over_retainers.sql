-- event:   roll_over_retainers
-- returns: retainer_id per retainer that has another last day now
-- source:  docs/rules/retainers.md#expiry

update billing_retainer as retainer
   set act_id = %(act_id)s,
       expires_on = %(until)s::date
 where retainer.company_id = %(company_id)s
   and retainer.id = any(%(retainer_ids)s::bigint[])
   and (retainer.status <> 'customer_invoice_posted' or retainer.open_amount > 0)
returning retainer.id as retainer_id
