-- function: billing_limit_percent
-- returns:  one row, percent: how much of the tightest of a contract's limits is asked for: what is billed, on drafts, within it and over it, so that above 100 something is over; of one line's limits where a line is named; null where there is none; of a limit of nothing 100, or 200 where anything is asked for
-- keeps:    where there is no limit, nothing is added up
-- source:   docs/rules/billing.md#limits
create or replace function billing_limit_percent(of_company bigint, of_contract bigint, of_line bigint)
returns table (percent numeric)
language sql stable as $$
    select max(case when limits.limit_amount > 0 then 100 * asked.amount / limits.limit_amount
                    when asked.amount > 0 then 200
                    else 100 end)
      from agreements_limits(of_company) as limits
     cross join lateral (
           select coalesce(sum(part.billed_amount + part.drafted_amount + part.committed_amount + part.failed_amount), 0)
                      as amount
             from billing_used_of_limits(of_company, array[limits.contract_id], '{}') as part
            where (limits.contract_line_id is null or part.contract_line_id = limits.contract_line_id)
              and (limits.customer_id is null or part.customer_id = limits.customer_id)
           ) as asked
     where limits.contract_id = of_contract
       and (of_line is null or limits.contract_line_id = of_line)
$$
