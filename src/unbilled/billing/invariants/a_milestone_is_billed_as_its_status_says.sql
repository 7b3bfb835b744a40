-- holds:  Billed sales of a milestone total its amount while it is billed, and nothing otherwise.
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
 where coalesce(billed.transaction_amount, 0)
       <> case when milestone.status = 'customer_invoice_posted' then milestone.transaction_amount else 0 end
