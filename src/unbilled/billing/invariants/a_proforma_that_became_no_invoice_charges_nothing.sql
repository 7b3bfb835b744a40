-- holds:  A proforma that is nil is confirmed, and neither charges nor credits anything on any of its lines.
-- breaks: Work is given away that the customer should pay, or a credit is kept from the customer.
-- shows:  proforma, line_no, transaction_amount charged
select proforma.number as proforma, detail.line_no,
       detail.transaction_amount - case when detail.is_correction then detail.source_amount else 0 end
           as transaction_amount
  from billing_proforma as proforma
  left join billing_proforma_detail as detail on detail.proforma_id = proforma.id
 where proforma.is_nil
   and (proforma.status <> 'confirmed'
        or detail.billing_type = 'chargeable'
        and detail.transaction_amount <> case when detail.is_correction then detail.source_amount else 0 end)
