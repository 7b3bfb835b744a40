-- function: billing_limit_percent
-- returns:  how much of the tightest of a contract's limits is used, in percent: what is billed, on drafts or within it; of one line's limits where a line is named; null where there is none; a limit of nothing is used up
-- keeps:    what is over a limit uses nothing of it
-- source:   docs/rules/billing.md#limits
create or replace function billing_limit_percent(of_company bigint, of_contract bigint, of_line bigint)
returns numeric
language sql stable as $$
    select max(case when limits.limit_amount = 0 then 100 else 100 * used.amount / limits.limit_amount end)
      from agreements_limits(of_company) as limits
     cross join lateral (
           select coalesce(sum(part.billed_amount + part.drafted_amount + part.committed_amount), 0) as amount
             from billing_used_of_limits(of_company, array[limits.contract_id], '{}') as part
            where (limits.contract_line_id is null or part.contract_line_id = limits.contract_line_id)
              and (limits.customer_id is null or part.customer_id = limits.customer_id)
           ) as used
     where limits.contract_id = of_contract
       and (of_line is null or limits.contract_line_id = of_line)
$$
