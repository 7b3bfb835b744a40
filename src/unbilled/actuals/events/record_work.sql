-- event:   record_work
-- returns: per transaction type and currency recorded: transaction_type, transaction_currency, transaction_amount, actual_ids; or, when an entry cannot be recorded and so nothing is, per fault: refusal, found, entry_ids
-- keeps:   all is recorded or nothing; what rounding leaves over of a customer's shares goes into the next
-- source:  docs/rules/actuals.md#recording-work; docs/rules/actuals.md#splits

with worked as materialized (
    select transaction_type, transaction_class, entry_id, contract_id, contract_line_id, customer_id, project_id,
           task_id, role_id, category_id, resource_id, transaction_date, quantity, unit, unit_price,
           transaction_amount, transaction_currency, billing_type, price_source_id, exact_share, refusal, found
      from actuals_moves_of_work(%(company_id)s, %(entry_ids)s::bigint[])
),

recorded as (
    insert into actuals_actual
           (contract_line_id, transaction_date, entry_id, company_id, transaction_type, transaction_class, contract_id,
            customer_id, project_id, task_id, role_id, category_id, resource_id, accounting_date, quantity, unit,
            unit_price, transaction_amount, transaction_currency, billing_type, price_source_id, goes_to_journal, act_id)
    select contract_line_id, transaction_date, entry_id, %(company_id)s, transaction_type, transaction_class, contract_id,
           customer_id, project_id, task_id, role_id, category_id, resource_id, transaction_date, quantity, unit,
           unit_price, transaction_amount, transaction_currency, billing_type, price_source_id, true, %(act_id)s
      from worked
     where not exists (select from worked where refusal is not null)
     order by contract_line_id nulls first, transaction_date, entry_id, transaction_type, billing_type, customer_id, quantity desc
    returning id, transaction_type, transaction_amount, transaction_currency
),

left_over as (
    insert into actuals_share_due as due (contract_line_id, customer_id, company_id, due_amount, act_id)
    select contract_line_id, customer_id, %(company_id)s, sum(exact_share - transaction_amount), %(act_id)s
      from worked
     where exact_share is not null
       and not exists (select from worked where refusal is not null)
     group by contract_line_id, customer_id
     order by contract_line_id, customer_id
        on conflict (contract_line_id, customer_id) do update
       set due_amount = due.due_amount + excluded.due_amount,
           act_id = excluded.act_id
)

-- Identities come in their order already, while all of them by kind and currency would have to be sorted.
select summed.transaction_type, summed.transaction_currency, summed.transaction_amount,
       array(select recorded.id
               from recorded
              where recorded.transaction_type = summed.transaction_type
                and recorded.transaction_currency = summed.transaction_currency
              order by recorded.id) as actual_ids,
       null as refusal, null as found, null as entry_ids
  from (select transaction_type, transaction_currency, sum(transaction_amount) as transaction_amount
          from recorded
         group by transaction_type, transaction_currency) as summed
 union all
select null, null, null, null, refusal, found, array_agg(distinct entry_id order by entry_id)
  from worked
 where refusal is not null
 group by refusal, found
 order by transaction_type, transaction_currency, refusal, found
