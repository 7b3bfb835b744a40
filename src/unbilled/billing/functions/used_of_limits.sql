-- function: billing_used_of_limits
-- returns:  per contract line and customer of contracts: contract_id, contract_line_id, customer_id, billed_amount (chargeable, credits taken off), drafted_amount (chargeable, on drafts, and milestones that are ready), committed_amount (chargeable work within its limits, some of it left out), failed_amount and unevaluated_amount (chargeable); contract currency
-- keeps:    what is billed, on a draft or within the limits counts against them, and nothing else
-- source:   docs/rules/billing.md#limits
create or replace function billing_used_of_limits(of_company bigint, contract_ids bigint[], without_ids bigint[])
returns table (contract_id bigint, contract_line_id bigint, customer_id bigint, billed_amount numeric,
               drafted_amount numeric, committed_amount numeric, failed_amount numeric, unevaluated_amount numeric)
language sql stable as $$
    select part.contract_id, part.contract_line_id, part.customer_id, sum(part.billed), sum(part.drafted),
           sum(part.committed), sum(part.failed), sum(part.unevaluated)
      from (select line.contract_id, billed.contract_line_id, billed.customer_id,
                   billed.transaction_amount as billed, 0 as drafted, 0 as committed, 0 as failed, 0 as unevaluated
              from agreements_contract_line as line
              join actuals_actual as billed on billed.contract_line_id = line.id
             where line.company_id = of_company
               and line.contract_id = any(contract_ids)
               and billed.transaction_type = 'billed_sales'
               and billed.billing_type = 'chargeable'
               and billed.transaction_class <> 'retainer'
             union all
            select sale.contract_id, sale.contract_line_id, sale.customer_id, 0,
                   case when sale.proforma_id is not null then sale.transaction_amount else 0 end,
                   case when sale.proforma_id is null and sale.limit_status = 'committed' then sale.transaction_amount else 0 end,
                   case when sale.limit_status = 'failed' then sale.transaction_amount else 0 end,
                   case when sale.limit_status = 'not_evaluated' then sale.transaction_amount else 0 end
              from billing_backlog_line as sale
             where sale.company_id = of_company
               and sale.contract_id = any(contract_ids)
               and sale.billing_type = 'chargeable'
               and sale.actual_id <> all(without_ids)
             union all
            select milestone.contract_id, milestone.contract_line_id, milestone.customer_id, 0,
                   milestone.transaction_amount, 0, 0, 0
              from billing_milestone as milestone
             where milestone.company_id = of_company
               and milestone.contract_id = any(contract_ids)
               and milestone.status in ('ready_to_invoice', 'customer_invoice_created')) as part
     group by part.contract_id, part.contract_line_id, part.customer_id
$$
