-- read:    backlog_totals
-- returns: per contract line, class, billing status and billing type: names, line_count, quantity,
--          transaction_amount, transaction_currency; lines without open work are left out
-- source:  docs/rules/billing.md#backlog

-- Contract by contract, so that a page reads the totals of its contracts alone.
select contract.id as contract_id, contract.number as contract, open.contract_line_id, open.line_no,
       open.contract_line, open.project_id, open.transaction_class, open.billing_status, open.billing_type,
       open.line_count, open.quantity, open.transaction_amount, open.transaction_currency
  from agreements_contract as contract
 cross join lateral (
           select line.id as contract_line_id, line.line_no, line.name as contract_line, line.project_id,
                  total.transaction_class, total.billing_status, total.billing_type, total.line_count,
                  total.quantity, total.transaction_amount, total.transaction_currency
             from agreements_contract_line as line
             join billing_backlog_total as total on total.contract_line_id = line.id
            where line.contract_id = contract.id
           offset 0
       ) as open
 where contract.company_id = %(company_id)s::bigint
