-- event:   open_backlog
-- reads:   actuals_actual
-- writes:  billing_backlog_line
-- params:  company_id bigint; actual_ids bigint[]
-- returns: nothing; the count of rows is that of the lines opened
-- keeps:   every open unbilled sale is in the backlog
-- source:  spec/operations.md 6.1, DESIGN.md 1.4

insert into billing_backlog_line
       (actual_id, company_id, contract_id, contract_line_id, customer_id, project_id, transaction_class,
        transaction_date, quantity, transaction_amount, transaction_currency, billing_type, billing_status,
        limit_status, limit_reason)
select actual.id, actual.company_id, actual.contract_id, actual.contract_line_id, actual.customer_id,
       actual.project_id, actual.transaction_class, actual.transaction_date, actual.quantity,
       actual.transaction_amount, actual.transaction_currency, actual.billing_type, 'not_ready',
       'not_applicable', ''
  from unnest(%(actual_ids)s::bigint[]) as recorded (id)
  join actuals_actual as actual on actual.id = recorded.id
 where actual.company_id = %(company_id)s
   and actual.transaction_type = 'unbilled_sales'
   and actual.reverses_id is null
 order by actual.contract_id, actual.transaction_date, actual.id
