-- read:    limits
-- returns: per not-to-exceed limit: of what it is, what counts against it, what is over it and how much is left; contract currency
-- source:  docs/rules/billing.md#limits

select limits.level || ' ' || limits.contract_id || ' ' || coalesce(limits.contract_line_id, 0) || ' '
       || coalesce(limits.customer_id, 0) as limit_key,
       limits.level, limits.contract_id, contract.number as contract, limits.contract_line_id, coalesce(line.name, '') as contract_line,
       limits.customer_id, coalesce(customer.name, '') as customer, line.project_id, limits.limit_amount, used.billed_amount,
       used.drafted_amount, used.committed_amount, used.failed_amount, used.unevaluated_amount,
       limits.limit_amount - used.billed_amount - used.drafted_amount - used.committed_amount as headroom_amount,
       contract.currency_id as transaction_currency
  from agreements_limits(%(company_id)s::bigint) as limits
  join agreements_contract as contract on contract.id = limits.contract_id
  left join agreements_contract_line as line on line.id = limits.contract_line_id
  left join masterdata_customer as customer on customer.id = limits.customer_id
 cross join lateral (
       select coalesce(sum(part.billed_amount), 0) as billed_amount,
              coalesce(sum(part.drafted_amount), 0) as drafted_amount,
              coalesce(sum(part.committed_amount), 0) as committed_amount,
              coalesce(sum(part.failed_amount), 0) as failed_amount,
              coalesce(sum(part.unevaluated_amount), 0) as unevaluated_amount
         from billing_used_of_limits(%(company_id)s::bigint, array[limits.contract_id], '{}') as part
        where (limits.contract_line_id is null or part.contract_line_id = limits.contract_line_id)
          and (limits.customer_id is null or part.customer_id = limits.customer_id)
       ) as used
