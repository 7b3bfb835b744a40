-- read:    open_work_of_contracts
-- returns: actual_id per unbilled sale of contracts that is on no proforma: what is within its limits first, then by day
-- source:  docs/rules/billing.md#limits

select line.actual_id
  from billing_backlog_line as line
 where line.company_id = %(company_id)s
   and line.contract_id = any(%(contract_ids)s::bigint[])
   and line.proforma_id is null
 order by line.limit_status = 'committed' desc, line.transaction_date, line.actual_id
