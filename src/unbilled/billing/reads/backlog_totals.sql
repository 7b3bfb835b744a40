-- read:    backlog_totals
-- returns: per contract line, class, billing status and billing type: names, line_count, quantity,
--          transaction_amount, transaction_currency; lines without open work are left out
-- source:  docs/rules/billing.md#backlog

select contract.id as contract_id, contract.number as contract, line.id as contract_line_id, line.line_no,
       line.name as contract_line, line.project_id, total.transaction_class, total.billing_status,
       total.billing_type, total.line_count, total.quantity, total.transaction_amount, total.transaction_currency
  from billing_backlog_total as total
  join agreements_contract_line as line on line.id = total.contract_line_id
  join agreements_contract as contract on contract.id = line.contract_id
 where total.company_id = %(company_id)s::bigint
