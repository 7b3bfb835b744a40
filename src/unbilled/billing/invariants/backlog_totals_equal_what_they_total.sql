-- holds:  The running totals of the backlog equal the sums of its lines, and there is none of no lines.
-- breaks: Limits and dashboards would go by figures that are not there, or read ever more that say nothing.
-- shows:  contract_line_id, transaction_class, billing_status, billing_type; line_count and transaction_amount of the total and of the lines
with summed as (
    select company_id, contract_line_id, transaction_class, billing_status, billing_type, transaction_currency,
           sum(quantity) as quantity, sum(transaction_amount) as transaction_amount, count(*) as line_count
      from billing_backlog_line
     group by company_id, contract_line_id, transaction_class, billing_status, billing_type, transaction_currency
)

select coalesce(total.contract_line_id, summed.contract_line_id) as contract_line_id,
       coalesce(total.transaction_class, summed.transaction_class) as transaction_class,
       coalesce(total.billing_status, summed.billing_status) as billing_status,
       coalesce(total.billing_type, summed.billing_type) as billing_type,
       total.line_count, summed.line_count as summed_line_count,
       total.transaction_amount, summed.transaction_amount as summed_transaction_amount
  from billing_backlog_total as total
  full join summed
    on summed.company_id = total.company_id
   and summed.contract_line_id = total.contract_line_id
   and summed.transaction_class = total.transaction_class
   and summed.billing_status = total.billing_status
   and summed.billing_type = total.billing_type
   and summed.transaction_currency = total.transaction_currency
 where total.line_count is distinct from summed.line_count
    or coalesce(total.quantity, 0) <> coalesce(summed.quantity, 0)
    or coalesce(total.transaction_amount, 0) <> coalesce(summed.transaction_amount, 0)
 order by contract_line_id, transaction_class, billing_status, billing_type
