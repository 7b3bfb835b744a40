-- read:    chosen_sales
-- returns: per open unbilled sale that was chosen and has one of the statuses: contract_id, actual_id
-- source:  docs/rules/billing.md#backlog

select line.contract_id, line.actual_id
  from billing_backlog_line as line
 where line.company_id = %(company_id)s::bigint
   and line.actual_id = any(%(actual_ids)s::bigint[])
   and line.billing_status = any(%(statuses)s::text[])
 order by line.contract_id, line.actual_id
