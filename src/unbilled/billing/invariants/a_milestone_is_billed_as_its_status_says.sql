-- holds:  Billed sales of a milestone total its amount with what it bears of discounts while it is billed, and nothing
--         otherwise.
-- breaks: The customer pays a milestone twice, or a credited one is lost.
-- shows:  milestone_id, status, transaction_amount agreed, billed_amount
select milestone.id as milestone_id, milestone.status, milestone.transaction_amount,
       coalesce(billed.transaction_amount, 0) as billed_amount
  from billing_milestone as milestone
  left join (select milestone_id, sum(transaction_amount) as transaction_amount
               from actuals_actual
              where transaction_type = 'billed_sales'
                and milestone_id is not null
              group by milestone_id) as billed
    on billed.milestone_id = milestone.id
  left join (select detail.milestone_id, sum(detail.discount_amount - detail.source_discount) as amount
               from billing_proforma_detail as detail
               join billing_proforma as proforma on proforma.id = detail.proforma_id
              where detail.milestone_id is not null
                and proforma.status = 'confirmed'
              group by detail.milestone_id) as borne
    on borne.milestone_id = milestone.id
 where coalesce(billed.transaction_amount, 0) - coalesce(borne.amount, 0)
       <> case when milestone.status = 'customer_invoice_posted' then milestone.transaction_amount else 0 end
