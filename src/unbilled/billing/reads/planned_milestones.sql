-- read:    planned_milestones
-- returns: per fixed-price line of the contracts and projects, or named, or with one of the milestones: contract, line, planned (sum of its milestones), open_count (those on no proforma), contracted, currency, digits
-- source:  docs/rules/billing.md#milestones

select line.contract_id, contract.number as contract, line.name as line,
       coalesce(sum(milestone.transaction_amount), 0) as planned,
       count(milestone.id) filter (where milestone.status in ('not_ready', 'ready_to_invoice')) as open_count,
       line.contracted_amount as contracted, currency.code as currency, currency.digits
  from agreements_contract_line as line
  join agreements_contract as contract on contract.id = line.contract_id
  join companies_currency as currency on currency.code = contract.currency_id
  left join billing_milestone as milestone on milestone.contract_line_id = line.id
 where line.company_id = %(company_id)s
   and ((%(contract_line_ids)s::bigint[] is null and %(milestone_ids)s::bigint[] is null
         and (%(contract_ids)s::bigint[] is null or line.contract_id = any(%(contract_ids)s::bigint[]))
         and (%(project_ids)s::bigint[] is null or line.project_id = any(%(project_ids)s::bigint[])))
        or line.id = any(%(contract_line_ids)s::bigint[])
        or line.id in (select billed.contract_line_id
                         from billing_milestone as billed
                        where billed.id = any(%(milestone_ids)s::bigint[])))
   and line.billing_method = 'fixed_price'
 group by line.contract_id, contract.number, line.id, line.name, line.contracted_amount, currency.code, currency.digits
 order by contract.number, line.id
