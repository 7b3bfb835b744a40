-- holds:  A reversal copies every field of what it reverses and negates quantity and amount.
-- breaks: Something of a reversed actual would stay in cost, backlog or revenue.
-- shows:  actual_id of the reversal, reverses_id
select reversal.id as actual_id, reversal.reverses_id
  from actuals_actual as reversal
  join actuals_actual as original on original.id = reversal.reverses_id
 where reversal.reverses_id is not null
   and (reversal.quantity <> -original.quantity
        or reversal.transaction_amount <> -original.transaction_amount
        or original.reverses_id is not null
        or row(reversal.company_id, reversal.transaction_type, reversal.transaction_class,
               reversal.contract_line_id, reversal.customer_id, reversal.project_id, reversal.entry_id,
               reversal.milestone_id, reversal.transaction_date, reversal.unit, reversal.unit_price,
               reversal.transaction_currency, reversal.billing_type)
           is distinct from
           row(original.company_id, original.transaction_type, original.transaction_class,
               original.contract_line_id, original.customer_id, original.project_id, original.entry_id,
               original.milestone_id, original.transaction_date, original.unit, original.unit_price,
               original.transaction_currency, original.billing_type))
 order by reversal.id
