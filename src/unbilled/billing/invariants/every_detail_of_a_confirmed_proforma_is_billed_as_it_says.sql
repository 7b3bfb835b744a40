-- holds:  Billed sales of a confirmed detail total its amount: what it bills, what it gives away with it, or by
--         how much it corrects; and their chargeable part totals what the customer pays or gets back.
-- breaks: The invoice differs from what the project manager confirmed.
-- shows:  proforma, line_no, expected and billed: quantity, amount, chargeable amount
with expected as (
    select proforma.id as proforma_id, proforma.number, detail.line_no,
           case when detail.retainer_use in ('applied', 'refunded')
                then -detail.quantity - case when detail.is_correction then detail.source_quantity else 0 end
                when detail.is_correction then detail.quantity - detail.source_quantity
                else greatest(detail.quantity, detail.source_quantity)
            end as quantity,
           case when detail.is_correction then detail.transaction_amount - detail.source_amount
                else detail.transaction_amount
                     + billing_rest_amount(detail.quantity, detail.source_quantity,
                                           detail.transaction_amount - detail.discount_amount,
                                           detail.source_amount - detail.source_discount, detail.source_price,
                                           currency.digits)
            end as transaction_amount,
           case when detail.billing_type <> 'chargeable' then 0
                when detail.is_correction then detail.transaction_amount - detail.source_amount
                else detail.transaction_amount
            end as chargeable_amount
      from billing_proforma as proforma
      join companies_currency as currency on currency.code = proforma.transaction_currency
      join billing_proforma_detail as detail on detail.proforma_id = proforma.id
     where proforma.status = 'confirmed'
),

billed as (
    select proforma_id, proforma_line_no as line_no, sum(quantity) as quantity,
           sum(transaction_amount) as transaction_amount,
           coalesce(sum(transaction_amount) filter (where billing_type = 'chargeable'), 0) as chargeable_amount
      from actuals_actual
     where transaction_type = 'billed_sales'
     group by proforma_id, proforma_line_no
)

select coalesce(expected.proforma_id, billed.proforma_id) as proforma_id, expected.number as proforma,
       coalesce(expected.line_no, billed.line_no) as line_no, expected.quantity as expected_quantity,
       billed.quantity as billed_quantity, expected.transaction_amount as expected_amount,
       billed.transaction_amount as billed_amount, expected.chargeable_amount as expected_chargeable,
       billed.chargeable_amount as billed_chargeable
  from expected
  full join billed on billed.proforma_id = expected.proforma_id and billed.line_no = expected.line_no
 where (expected.quantity, expected.transaction_amount, expected.chargeable_amount)
       is distinct from (billed.quantity, billed.transaction_amount, billed.chargeable_amount)
