-- holds:  Recorded work is worth quantity times price, rounded to the digits of its currency: cost by itself, sales of
--         an entry that nobody adjusted together, whoever shares them and whatever is chargeable of them.
-- breaks: Cents would get lost, or be invented, between the customers who share a line, or between what is billed of an
--         entry and its rest.
-- shows:  entry_id, transaction_type, transaction_amount recorded, computed_amount (transaction currency)
with recorded as (
    select entry_id, transaction_type, quantity, unit_price, transaction_amount, transaction_currency
      from actuals_actual
     where transaction_type = 'cost'
       and entry_id is not null
       and reverses_id is null
     union all
    -- What changed terms reversed is in both sums, and so in neither.
    select entry_id, transaction_type, sum(quantity),
           (array_agg(unit_price order by id desc) filter (where reverses_id is null))[1],
           sum(transaction_amount),
           (array_agg(transaction_currency order by id desc) filter (where reverses_id is null))[1]
      from actuals_actual
     where transaction_type = 'unbilled_sales'
       and entry_id is not null
       and proforma_id is null
       -- What somebody adjusted is worth what they said.
       and not exists (select from actuals_adjustment as adjustment where adjustment.entry_id = actuals_actual.entry_id)
     group by entry_id, transaction_type
)

select recorded.entry_id, recorded.transaction_type, recorded.transaction_amount,
       round(recorded.quantity * recorded.unit_price, currency.digits) as computed_amount
  from recorded
  join companies_currency as currency on currency.code = recorded.transaction_currency
 where recorded.transaction_amount <> round(recorded.quantity * recorded.unit_price, currency.digits)
 order by recorded.entry_id
