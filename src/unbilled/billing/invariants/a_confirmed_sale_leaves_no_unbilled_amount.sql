-- holds:  Once a proforma is confirmed, each unbilled sale that it bills nets to zero.
-- breaks: Work in progress is overstated, and the same work could be billed twice.
-- shows:  proforma, line_no, actual_id, quantity and transaction_amount left unbilled
select proforma.number as proforma, detail.line_no, sale.id as actual_id,
       sale.quantity + coalesce(reversal.quantity, 0) as quantity,
       sale.transaction_amount + coalesce(reversal.transaction_amount, 0) as transaction_amount
  from billing_proforma as proforma
  join billing_proforma_detail as detail on detail.proforma_id = proforma.id
  join actuals_actual as sale on sale.id = detail.actual_id
  left join actuals_actual as reversal on reversal.reverses_id = sale.id
 where proforma.status = 'confirmed'
   and not detail.is_correction
   and (reversal.id is null
        or sale.quantity + reversal.quantity <> 0
        or sale.transaction_amount + reversal.transaction_amount <> 0)
