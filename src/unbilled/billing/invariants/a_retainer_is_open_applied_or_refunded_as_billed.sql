-- holds:  Of a retainer, billed sales say what is invoiced, applied and refunded, and one unbilled sale, below zero, what is open.
-- breaks: A customer is deducted an advance twice, or never gets it back.
-- shows:  retainer_id, its amounts as they stand (open, applied, refunded) and as actuals have them
with billed as (
    select detail.retainer_id,
           sum(sale.transaction_amount) filter (where detail.retainer_use = 'invoiced') as invoiced_amount,
           -sum(sale.transaction_amount) filter (where detail.retainer_use = 'applied') as applied_amount,
           -sum(sale.transaction_amount) filter (where detail.retainer_use = 'refunded') as refunded_amount,
           sum(sale.quantity) filter (where detail.retainer_use = 'invoiced') as invoiced_hours,
           -sum(sale.quantity) filter (where detail.retainer_use = 'applied') as applied_hours,
           -sum(sale.quantity) filter (where detail.retainer_use = 'refunded') as refunded_hours
      from billing_proforma_detail as detail
      join billing_proforma as proforma
        on proforma.id = detail.proforma_id
       and proforma.status = 'confirmed'
      join actuals_actual as sale
        on sale.proforma_id = detail.proforma_id
       and sale.proforma_line_no = detail.line_no
       and sale.transaction_type = 'billed_sales'
     where detail.retainer_id is not null
     group by detail.retainer_id
)

select retainer.id as retainer_id, retainer.open_amount, retainer.applied_amount, retainer.refunded_amount,
       -unbilled.transaction_amount as unbilled_amount, billed.applied_amount as billed_applied,
       billed.refunded_amount as billed_refunded, billed.invoiced_amount as billed_invoiced
  from billing_retainer as retainer
  left join billed on billed.retainer_id = retainer.id
  left join actuals_actual as unbilled on unbilled.id = retainer.open_actual_id
  left join actuals_actual as reversal on reversal.reverses_id = unbilled.id
 where retainer.applied_amount <> coalesce(billed.applied_amount, 0)
    or retainer.refunded_amount <> coalesce(billed.refunded_amount, 0)
    or retainer.open_amount + retainer.applied_amount + retainer.refunded_amount + retainer.expired_amount
       <> coalesce(billed.invoiced_amount, 0)
    or retainer.open_amount <> -coalesce(unbilled.transaction_amount, 0)
    or reversal.id is not null
    or retainer.hours is not null
       and (retainer.applied_hours <> coalesce(billed.applied_hours, 0)
            or retainer.refunded_hours <> coalesce(billed.refunded_hours, 0)
            or retainer.open_hours + retainer.applied_hours + retainer.refunded_hours + retainer.expired_hours
               <> coalesce(billed.invoiced_hours, 0)
            or retainer.open_hours <> -coalesce(unbilled.quantity, 0))
