-- read:    backlog_totals, of a filter
-- returns: per contract line, class, billing status and billing type: names, line_count, quantity,
--          transaction_amount, transaction_currency
-- source:  docs/rules/billing.md#backlog

with open_work as (
    select line.contract_line_id, line.transaction_class, line.billing_status, line.billing_type,
           count(*) as line_count, sum(line.quantity) as quantity,
           sum(line.transaction_amount) as transaction_amount, line.transaction_currency
      from billing_backlog_line as line
     where line.company_id = %(company_id)s::bigint
       and (%(contract_ids)s::bigint[] is null or line.contract_id = any(%(contract_ids)s::bigint[]))
       and (%(project_ids)s::bigint[] is null or line.project_id = any(%(project_ids)s::bigint[]))
       and (%(customer_ids)s::bigint[] is null or line.customer_id = any(%(customer_ids)s::bigint[]))
       and (%(from_date)s::date is null or line.transaction_date >= %(from_date)s::date)
       and (%(through_date)s::date is null or line.transaction_date <= %(through_date)s::date)
     group by line.contract_line_id, line.transaction_class, line.billing_status, line.billing_type,
              line.transaction_currency
)

select contract.id as contract_id, contract.number as contract, line.id as contract_line_id,
       line.name as contract_line, open_work.transaction_class, open_work.billing_status, open_work.billing_type,
       open_work.line_count, open_work.quantity, open_work.transaction_amount, open_work.transaction_currency
  from open_work
  join agreements_contract_line as line on line.id = open_work.contract_line_id
  join agreements_contract as contract on contract.id = line.contract_id
 order by contract.number, line.line_no, open_work.transaction_class, open_work.billing_status,
          open_work.billing_type
