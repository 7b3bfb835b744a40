-- holds:  At no level is more within a limit than was agreed at most: together with what is billed and on drafts, open work
--         that was found to fit comes to the limit and no further.
-- breaks: A customer is billed more than was agreed.
-- shows:  level, contract_id, contract_line_id, customer_id, limit_amount, used_amount (contract currency)
select limits.level, limits.contract_id, limits.contract_line_id, limits.customer_id, limits.limit_amount,
       sum(used.billed_amount + used.drafted_amount + used.committed_amount) as used_amount
  from companies_company as company
 cross join lateral agreements_limits(company.id) as limits
 cross join lateral billing_used_of_limits(company.id, array[limits.contract_id], '{}') as used
 where (limits.contract_line_id is null or used.contract_line_id = limits.contract_line_id)
   and (limits.customer_id is null or used.customer_id = limits.customer_id)
 group by limits.level, limits.contract_id, limits.contract_line_id, limits.customer_id, limits.limit_amount
-- A limit that was lowered beneath what is billed is exceeded by nothing that was found to fit.
having sum(used.committed_amount) > 0
   and sum(used.billed_amount + used.drafted_amount + used.committed_amount) > limits.limit_amount
 order by limits.contract_id, limits.level, limits.contract_line_id, limits.customer_id
