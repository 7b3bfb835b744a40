-- holds:  What is on drafts of a retainer is what their lines apply and refund of it, and one that a proforma invoices is a line of it.
-- breaks: An advance is deducted twice, or waits for a draft that is gone.
-- shows:  retainer_id, drafted_amount and drafted_hours as they stand, taken_amount and taken_hours by lines, status, proforma_id, listed_amount
select retainer.id as retainer_id, retainer.drafted_amount, taken.amount as taken_amount, retainer.drafted_hours,
       taken.hours as taken_hours, retainer.status,
       retainer.proforma_id, listed.transaction_amount as listed_amount
  from billing_retainer as retainer
 cross join lateral (
          select coalesce(-sum(detail.transaction_amount), 0) as amount,
                 coalesce(sum(detail.quantity) filter (where detail.unit = 'hour'), 0) as hours
            from billing_proforma_detail as detail
            join billing_proforma as proforma on proforma.id = detail.proforma_id
           where detail.retainer_id = retainer.id
             and detail.retainer_use in ('applied', 'refunded')
             and not detail.is_correction
             and proforma.status = 'draft'
      ) as taken
  left join billing_proforma_detail as listed
    on listed.proforma_id = retainer.proforma_id
   and listed.retainer_id = retainer.id
   and listed.retainer_use = 'invoiced'
   and not listed.is_correction
 where retainer.drafted_amount <> taken.amount
    or retainer.drafted_hours <> taken.hours
    or retainer.proforma_id is not null
       and (listed.transaction_amount is null
            or retainer.status = 'customer_invoice_created'
            and listed.transaction_amount <> retainer.transaction_amount)
