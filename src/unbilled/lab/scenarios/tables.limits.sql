-- read:    tables, its limits
-- returns: one row per not-to-exceed limit

select limits.level || ' ' || limits.contract_id || ' ' || coalesce(limits.contract_line_id, 0) || ' '
       || coalesce(limits.customer_id, 0) as key,
       contract.number as contract,
       limits.level,
       line.name as line,
       customer.account as customer,
       limits.limit_amount as "limit",
       coalesce(sum(used.billed_amount), 0) as billed,
       coalesce(sum(used.drafted_amount), 0) as drafts,
       coalesce(sum(used.committed_amount), 0) as "within",
       coalesce(sum(used.failed_amount), 0) as "over",
       limits.limit_amount - coalesce(sum(used.billed_amount + used.drafted_amount + used.committed_amount), 0) as "left"
  from agreements_limits(%(company_id)s) as limits
  join agreements_contract as contract on contract.id = limits.contract_id
  left join agreements_contract_line as line on line.id = limits.contract_line_id
  left join masterdata_customer as customer on customer.id = limits.customer_id
  left join billing_used_of_limits(%(company_id)s, array(select contract_id from agreements_limits(%(company_id)s)), '{}') as used
    on used.contract_id = limits.contract_id
   and (limits.contract_line_id is null or used.contract_line_id = limits.contract_line_id)
   and (limits.customer_id is null or used.customer_id = limits.customer_id)
 where contract.company_id = %(company_id)s
 group by limits.level, limits.contract_id, contract.number, limits.contract_line_id, line.name, limits.customer_id,
          customer.account, limits.limit_amount
 order by contract.number, limits.level, line.name, customer.account
