-- function: billing_ready_work
-- returns:  per unbilled sale and milestone of contracts that is ready to invoice and meant: id, is_milestone, contract_id, customer_id; meant is what falls on or before a day (null: nothing so), and what is named whatever its day
-- keeps:    what is named is looked up by its identity: as one condition of an index on contract and day, 10,000 identities are gone through once for each day
-- source:   docs/rules/billing.md#creating-proformas; docs/rules/performance.md#claiming
create or replace function billing_ready_work(
    of_company bigint, contract_ids bigint[], through date, actual_ids bigint[], milestone_ids bigint[])
returns table (id bigint, is_milestone boolean, contract_id bigint, customer_id bigint)
language sql stable as $$
    select line.actual_id, false, line.contract_id, line.customer_id
      from billing_backlog_line as line
     where line.company_id = of_company
       and line.contract_id = any(contract_ids)
       and line.billing_status = 'ready_to_invoice'
       and line.transaction_date <= through
     union all
    -- A case hides from the planner how few are named that fall later.
    select distinct line.actual_id, false, line.contract_id, line.customer_id
      from unnest(actual_ids) as named (id)
      join billing_backlog_line as line on line.actual_id = named.id
     where line.company_id = of_company
       and line.contract_id = any(contract_ids)
       and line.billing_status = 'ready_to_invoice'
       and case when through is null or line.transaction_date > through then true end
     union all
    select milestone.id, true, milestone.contract_id, milestone.customer_id
      from billing_milestone as milestone
     where milestone.company_id = of_company
       and milestone.contract_id = any(contract_ids)
       and milestone.status = 'ready_to_invoice'
       and (milestone.milestone_date <= through or milestone.id = any(milestone_ids))
$$
