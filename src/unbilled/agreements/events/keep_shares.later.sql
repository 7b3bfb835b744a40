-- event:   keep_shares
-- returns: per line whose shares began after a day: contract_line_id, line (with its contract), began
-- source:  docs/rules/agreements.md#shares-by-date

select line.id as contract_line_id, contract.number || '/' || line.name as line, max(past.valid_until) as began
  from agreements_past_share as past
  join agreements_contract_line as line on line.id = past.contract_line_id
  join agreements_contract as contract on contract.id = line.contract_id
 where line.company_id = %(company_id)s
   and line.id = any(%(contract_line_ids)s::bigint[])
 group by line.id, contract.number
having max(past.valid_until) > %(until_date)s::date
 order by line.id
