-- holds:  On every proforma, the time that prepaid hours pay for is as many hours, and comes to as much, as its lines deduct of them.
-- breaks: A customer pays again for hours that are paid, or has hours worked for nothing.
-- shows:  proforma_id, hours and amount of the time, and hours and amount that are deducted
select detail.proforma_id, sum(detail.drawn_hours) as drawn_hours, sum(detail.drawn_amount) as drawn_amount,
       sum(detail.quantity) filter (where detail.retainer_use = 'applied') as deducted_hours,
       -sum(detail.transaction_amount) filter (where detail.retainer_use = 'applied') as deducted_amount
  from billing_proforma_detail as detail
 where not detail.is_correction
   and (detail.drawn_hours <> 0
        or detail.drawn_amount <> 0
        or detail.retainer_use = 'applied' and detail.unit = 'hour')
 group by detail.proforma_id
having (sum(detail.drawn_hours), sum(detail.drawn_amount))
       is distinct from (coalesce(sum(detail.quantity) filter (where detail.retainer_use = 'applied'), 0),
                         coalesce(-sum(detail.transaction_amount) filter (where detail.retainer_use = 'applied'), 0))
