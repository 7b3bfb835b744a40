-- holds:  Each detail of a correction names a billed sale of the proforma that it corrects, to the same customer.
-- breaks: A customer is credited for what somebody else was billed.
-- shows:  proforma, line_no, actual_id
select correction.number as proforma, detail.line_no, detail.actual_id
  from billing_proforma as correction
  join billing_proforma as corrected on corrected.id = correction.corrects_id
  join billing_proforma_detail as detail on detail.proforma_id = correction.id
  left join actuals_actual as billed on billed.id = detail.actual_id
 where billed.id is null
    or not detail.is_correction
    or billed.transaction_type <> 'billed_sales'
    or billed.reverses_id is not null
    or billed.proforma_id <> corrected.id
    or corrected.contract_id <> correction.contract_id
    or corrected.customer_id <> correction.customer_id
    or (billed.quantity, billed.transaction_amount) <> (detail.source_quantity, detail.source_amount)
