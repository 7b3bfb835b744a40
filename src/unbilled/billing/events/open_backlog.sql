-- event:   open_backlog
-- returns: nothing; the count of rows is that of the lines opened
-- keeps:   every open unbilled sale is in the backlog
-- source:  docs/rules/billing.md#backlog; docs/rules/billing.md#billing-status

-- What is opened is a column, not a filter of the table: statistics may not know a new company, and the
-- planner would then scan the array once for each row.
with recorded as materialized (
    select actual.id, actual.contract_id, actual.contract_line_id, actual.customer_id, actual.project_id,
           actual.transaction_class, actual.transaction_date, actual.quantity, actual.transaction_amount,
           actual.transaction_currency, actual.billing_type,
           actual.company_id = %(company_id)s
               and actual.transaction_type = 'unbilled_sales'
               and actual.reverses_id is null as is_opened
      from unnest(%(actual_ids)s::bigint[]) as named (id)
      join actuals_actual as actual on actual.id = named.id
)

insert into billing_backlog_line
       (actual_id, company_id, contract_id, contract_line_id, customer_id, project_id, transaction_class,
        transaction_date, quantity, transaction_amount, transaction_currency, billing_type, billing_status,
        limit_status, limit_reason, act_id)
select id, %(company_id)s, contract_id, contract_line_id, customer_id, project_id, transaction_class,
       transaction_date, quantity, transaction_amount, transaction_currency, billing_type, 'not_ready',
       'not_applicable', '', %(act_id)s
  from recorded
 where is_opened
 order by contract_id, transaction_date, id
