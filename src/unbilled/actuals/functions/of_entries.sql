-- function: actuals_of_entries
-- returns:  per actual of some entries of a company: actual_id, entry_id
-- keeps:    what was recorded of an entry is found whatever became of its contract line since
-- source:   docs/rules/actuals.md#origins
create or replace function actuals_of_entries(of_company bigint, of_entries bigint[])
returns table (actual_id bigint, entry_id bigint)
language sql stable as $$
    -- Actuals have no index by entry but for cost. Sales are found by contract line and day, which have one, and the
    -- line is that of the cost. A fee has no cost, nor has what is written on a proforma, and there are few of them: every
    -- line may be theirs.
    with costs as (
        select cost.id, cost.entry_id, cost.contract_line_id, cost.transaction_date
          from actuals_actual as cost
         where cost.transaction_type = 'cost'
           and cost.entry_id = any(of_entries)
           and cost.company_id = of_company
    ),

    days as (
        select costs.contract_line_id, costs.transaction_date
          from costs
         where costs.contract_line_id is not null
         union
        select line.id, entry.transaction_date
          from work_entry as entry
          join agreements_contract_line as line on line.company_id = entry.company_id
         where entry.company_id = of_company
           and entry.id = any(of_entries)
           and (entry.transaction_class = 'fee' or entry.status = 'written')
    )

    select costs.id, costs.entry_id
      from costs
     union all
    select sale.id, sale.entry_id
      from days
      join actuals_actual as sale
        on sale.contract_line_id = days.contract_line_id
       and sale.transaction_date = days.transaction_date
     where sale.entry_id = any(of_entries)
       and sale.transaction_type <> 'cost'
$$
