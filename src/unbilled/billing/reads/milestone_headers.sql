-- read:    milestone_headers
-- returns: per milestone, all its customers together: names, day, header status, how many customers pay it, and what of it is not ready, ready, on drafts and billed
-- source:  docs/rules/billing.md#milestones-as-a-whole

select header.milestone_id, header.contract_id, contract.number as contract, header.contract_line_id, line.line_no,
       line.name as contract_line, line.project_id, header.name, header.milestone_date, header.customer_count,
       billing_header_status(header.statuses) as header_status, header.transaction_amount, header.waiting_amount,
       header.ready_amount, header.drafted_amount, header.billed_amount, header.transaction_currency
  from (select min(part.id) as milestone_id, part.contract_id, part.contract_line_id, part.name,
               min(part.milestone_date) as milestone_date, count(*) as customer_count,
               array_agg(part.status order by part.status) as statuses, sum(part.transaction_amount) as transaction_amount,
               coalesce(sum(part.transaction_amount) filter (where part.status = 'not_ready'), 0) as waiting_amount,
               coalesce(sum(part.transaction_amount) filter (where part.status = 'ready_to_invoice'), 0) as ready_amount,
               coalesce(sum(part.transaction_amount) filter (where part.status = 'customer_invoice_created'), 0)
                   as drafted_amount,
               coalesce(sum(part.transaction_amount) filter (where part.status = 'customer_invoice_posted'), 0)
                   as billed_amount,
               min(part.transaction_currency) as transaction_currency
          from billing_milestone as part
         where part.company_id = %(company_id)s::bigint
         group by part.contract_id, part.contract_line_id, part.name) as header
  join agreements_contract as contract on contract.id = header.contract_id
  join agreements_contract_line as line on line.id = header.contract_line_id
