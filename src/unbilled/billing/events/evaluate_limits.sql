-- event:   evaluate_limits
-- moves:   billing_backlog_line ready_to_invoice -> not_ready
-- returns: per sale evaluated: actual_id, limit_status, split_amount (of one that is over a limit: what of it is within, where it is to be divided there)
-- keeps:   what is billed, drafted and committed never exceeds a limit, at whichever level
-- source:  docs/rules/billing.md#limits

with recursive

limits as materialized (
    select level, contract_id, contract_line_id, customer_id, limit_amount
      from agreements_limits(%(company_id)s)
     where contract_id = any(%(contract_ids)s::bigint[])
),

-- In the order in which they are named: whoever is first has the headroom.
asked as materialized (
    select sale.actual_id, sale.contract_id, sale.contract_line_id, sale.customer_id, sale.transaction_amount,
           sale.transaction_currency, sale.billing_status,
           coalesce(sale.billing_type = 'chargeable'
                    and exists (select
                                  from limits
                                 where limits.contract_id = sale.contract_id
                                   and (limits.contract_line_id is null or limits.contract_line_id = sale.contract_line_id)
                                   and (limits.customer_id is null or limits.customer_id = sale.customer_id)), false) as is_limited,
           row_number() over (partition by sale.contract_id order by named.place) as place
      from unnest(%(actual_ids)s::bigint[]) with ordinality as named (id, place)
      join billing_backlog_line as sale on sale.actual_id = named.id
     where sale.company_id = %(company_id)s
       and sale.proforma_id is null
),

used as materialized (
    select contract_id, contract_line_id, customer_id, billed_amount + drafted_amount + committed_amount as amount
      from billing_used_of_limits(%(company_id)s, %(contract_ids)s::bigint[], array(select actual_id from asked))
),

headroom as materialized (
    select limits.level, limits.contract_id, limits.contract_line_id, limits.customer_id, limits.limit_amount,
           limits.limit_amount - coalesce(sum(used.amount), 0) as amount
      from limits
      left join used
        on used.contract_id = limits.contract_id
       and (limits.contract_line_id is null or used.contract_line_id = limits.contract_line_id)
       and (limits.customer_id is null or used.customer_id = limits.customer_id)
     group by limits.level, limits.contract_id, limits.contract_line_id, limits.customer_id, limits.limit_amount
),

-- The sales of a contract one after the other, each with the places of its limits among those of the contract: a row a
-- contract, so that a step of the walk below looks at one row, not at all sales.
numbered as (
    select level, contract_id, contract_line_id, customer_id, amount,
           row_number() over (partition by contract_id order by level, contract_line_id, customer_id)::integer as place
      from headroom
),

contracts as materialized (
    select asked.contract_id, array_agg(asked.actual_id order by asked.place) as actual_ids,
           array_agg(asked.transaction_amount order by asked.place) as amounts,
           array_agg(coalesce(of_line_customer.place, 0) order by asked.place) as line_customers,
           array_agg(coalesce(of_line.place, 0) order by asked.place) as lines,
           array_agg(coalesce(of_customer.place, 0) order by asked.place) as customers,
           array_agg(coalesce(of_contract.place, 0) order by asked.place) as wholes,
           (select array_agg(numbered.amount order by numbered.place)
              from numbered
             where numbered.contract_id = asked.contract_id) as headrooms
      from asked
      left join numbered as of_line_customer
        on of_line_customer.level = 'line_customer'
       and of_line_customer.contract_line_id = asked.contract_line_id
       and of_line_customer.customer_id = asked.customer_id
      left join numbered as of_line
        on of_line.level = 'line'
       and of_line.contract_line_id = asked.contract_line_id
      left join numbered as of_customer
        on of_customer.level = 'contract_customer'
       and of_customer.contract_id = asked.contract_id
       and of_customer.customer_id = asked.customer_id
      left join numbered as of_contract
        on of_contract.level = 'contract'
       and of_contract.contract_id = asked.contract_id
     where asked.is_limited
     group by asked.contract_id
),

walk as (
    select contract_id, 0 as place, headrooms as headrooms, null::numeric as kept, null::integer as over_place,
           null::numeric as over_amount
      from contracts
     union all
    select walk.contract_id, walk.place + 1,
           -- A limit that the sale does not have is at place 0, which is outside; writing there would move the others.
           array(select case when level.place in (step.line_customer, step.line, step.customer, step.whole)
                             then level.amount - verdict.kept else level.amount end
                   from unnest(walk.headrooms) with ordinality as level (amount, place)
                  order by level.place),
           verdict.kept, verdict.over_place, step.amount - verdict.kept
      from walk
      join contracts on contracts.contract_id = walk.contract_id
     cross join lateral (
           select contracts.amounts[walk.place + 1] as amount, contracts.line_customers[walk.place + 1] as line_customer,
                  contracts.lines[walk.place + 1] as line, contracts.customers[walk.place + 1] as customer,
                  contracts.wholes[walk.place + 1] as whole
           ) as step
     cross join lateral (
           select least(walk.headrooms[step.line_customer], walk.headrooms[step.line], walk.headrooms[step.customer],
                        walk.headrooms[step.whole]) as amount
           ) as least_headroom
     cross join lateral (
           -- A refund takes nothing of a limit, and gives back.
           select case
                  when step.amount <= greatest(least_headroom.amount, 0) then step.amount
                  when %(splits)s::boolean then greatest(least_headroom.amount, 0)
                  else 0
                  end as kept,
                  case
                  when step.amount <= greatest(least_headroom.amount, 0) then null
                  when step.amount > walk.headrooms[step.line_customer] then step.line_customer
                  when step.amount > walk.headrooms[step.line] then step.line
                  when step.amount > walk.headrooms[step.customer] then step.customer
                  else step.whole
                  end as over_place
           ) as verdict
     where walk.place < cardinality(contracts.actual_ids)
),

evaluated as materialized (
    select asked.actual_id, asked.billing_status,
           case
           when not asked.is_limited then 'not_applicable'
           when walk.over_place is null then 'committed'
           else 'failed'
           end as limit_status,
           case when walk.over_place is not null and walk.kept > 0 then walk.kept end as split_amount,
           case when walk.over_place is not null
                then format('limit of %%s, %%s %%s, over by %%s %%s',
                            case of_limit.level
                            when 'contract' then 'contract ' || contract.number
                            when 'contract_customer' then customer.name || ' in contract ' || contract.number
                            when 'line' then contract.number || '/' || line.name
                            else customer.name || ' in ' || contract.number || '/' || line.name
                            end,
                            round(of_limit.limit_amount, currency.digits), currency.code,
                            round(asked.transaction_amount - of_limit.left_amount, currency.digits), currency.code)
                else ''
            end as limit_reason
      from asked
      left join (select contracts.contract_id, contracts.actual_ids[walk.place] as actual_id, walk.kept, walk.over_place,
                        walk.over_amount, walk.headrooms
                   from walk
                   join contracts on contracts.contract_id = walk.contract_id
                  where walk.place > 0) as walk
        on walk.actual_id = asked.actual_id
      left join lateral (select numbered.level, headroom.limit_amount,
                                walk.headrooms[numbered.place] + walk.kept as left_amount
                           from numbered
                           join headroom
                             on headroom.level = numbered.level
                            and headroom.contract_id = numbered.contract_id
                            and headroom.contract_line_id is not distinct from numbered.contract_line_id
                            and headroom.customer_id is not distinct from numbered.customer_id
                          where numbered.contract_id = asked.contract_id
                            and numbered.place = walk.over_place) as of_limit on true
      left join agreements_contract as contract on contract.id = asked.contract_id
      left join agreements_contract_line as line on line.id = asked.contract_line_id
      left join masterdata_customer as customer on customer.id = asked.customer_id
      left join companies_currency as currency on currency.code = asked.transaction_currency
),

-- What was ready waits again once it is over a limit.
withheld as (
    update billing_backlog_line as sale
       set limit_status = 'failed',
           limit_reason = evaluated.limit_reason,
           billing_status = 'not_ready',
           ready_act_id = null,
           act_id = %(act_id)s
      from evaluated
     where sale.actual_id = evaluated.actual_id
       and evaluated.limit_status = 'failed'
       and evaluated.billing_status = 'ready_to_invoice'
),

marked as (
    update billing_backlog_line as sale
       set limit_status = evaluated.limit_status,
           limit_reason = evaluated.limit_reason,
           act_id = %(act_id)s
      from evaluated
     where sale.actual_id = evaluated.actual_id
       and not (evaluated.limit_status = 'failed' and evaluated.billing_status = 'ready_to_invoice')
       and (sale.limit_status, sale.limit_reason) <> (evaluated.limit_status, evaluated.limit_reason)
)

select actual_id, limit_status, split_amount
  from evaluated
 order by actual_id
