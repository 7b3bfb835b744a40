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

-- In the order in which they are named: whoever is first has the headroom. Each is looked up by its key (offset 0), and
-- what the walk says of it comes back from arrays: statistics may know nothing of it, and large sets would be nested.
asked as materialized (
    select named.place, sale.actual_id, sale.contract_id, sale.contract_line_id, sale.customer_id,
           sale.transaction_amount, sale.billing_type
      from unnest(%(actual_ids)s::bigint[]) with ordinality as named (id, place)
     cross join lateral (
           select found.actual_id, found.contract_id, found.contract_line_id, found.customer_id, found.transaction_amount,
                  found.billing_type
             from billing_backlog_line as found
            where found.actual_id = named.id
              and found.company_id = %(company_id)s
              and found.proforma_id is null
           offset 0
           ) as sale
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

-- The sales of a contract one after the other, each with the places of its limits among those of the contract.
numbered as materialized (
    select level, contract_id, contract_line_id, customer_id, limit_amount, amount,
           row_number() over (partition by contract_id order by level, contract_line_id, customer_id)::integer as place
      from headroom
),

placed as materialized (
    select asked.contract_id, asked.actual_id, asked.transaction_amount, asked.place,
           coalesce(of_line_customer.place, 0) as line_customer, coalesce(of_line.place, 0) as line,
           coalesce(of_customer.place, 0) as customer, coalesce(of_contract.place, 0) as whole,
           asked.billing_type = 'chargeable'
               and coalesce(of_line_customer.place, of_line.place, of_customer.place, of_contract.place) is not null
               as is_limited
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
),

-- A step of the walk below looks through the rows, not through all sales; and an element of an array is found by counting
-- from its beginning. So there are a thousand sales in a row.
blocks as materialized (
    select contract_id, (seat - 1) / 1000 as block, array_agg(actual_id order by seat) as actual_ids,
           array_agg(transaction_amount order by seat) as amounts, array_agg(line_customer order by seat) as line_customers,
           array_agg(line order by seat) as lines, array_agg(customer order by seat) as customers,
           array_agg(whole order by seat) as wholes
      from (select contract_id, actual_id, transaction_amount, line_customer, line, customer, whole,
                   row_number() over (partition by contract_id order by place) as seat
              from placed
             where is_limited) as seated
     group by contract_id, (seat - 1) / 1000
),

walk as (
    select contract_id, 0::bigint as place, array_agg(amount order by place) as headrooms, null::numeric as kept,
           null::integer as over_place, null::numeric as left_amount
      from numbered
     group by contract_id
     union all
    select walk.contract_id, walk.place + 1,
           -- A limit that the sale does not have is at place 0, which is outside; writing there would move the others.
           array(select case when level.place in (step.line_customer, step.line, step.customer, step.whole)
                             then level.amount - verdict.kept else level.amount end
                   from unnest(walk.headrooms) with ordinality as level (amount, place)
                  order by level.place),
           verdict.kept, verdict.over_place, walk.headrooms[verdict.over_place]
      from walk
      join blocks
        on blocks.contract_id = walk.contract_id
       and blocks.block = walk.place / 1000
     cross join lateral (
           select blocks.amounts[walk.place %% 1000 + 1] as amount,
                  blocks.line_customers[walk.place %% 1000 + 1] as line_customer,
                  blocks.lines[walk.place %% 1000 + 1] as line, blocks.customers[walk.place %% 1000 + 1] as customer,
                  blocks.wholes[walk.place %% 1000 + 1] as whole
           offset 0
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
     where walk.place %% 1000 < cardinality(blocks.actual_ids)
),

verdicts as (
    select told.actual_id, told.kept, told.over_place, told.left_amount
      from (select contract_id, (place - 1) / 1000 as block, array_agg(kept order by place) as kept,
                   array_agg(over_place order by place) as over_places, array_agg(left_amount order by place) as left_amounts
              from walk
             where place > 0
             group by contract_id, (place - 1) / 1000) as walked
      join blocks
        on blocks.contract_id = walked.contract_id
       and blocks.block = walked.block
     cross join lateral unnest(blocks.actual_ids, walked.kept, walked.over_places, walked.left_amounts)
             as told (actual_id, kept, over_place, left_amount)
     union all
    select actual_id, null, null, null
      from placed
     where not is_limited
),

evaluated as materialized (
    select sale.actual_id, sale.billing_status,
           case
           when verdicts.kept is null then 'not_applicable'
           when verdicts.over_place is null then 'committed'
           else 'failed'
           end as limit_status,
           case when verdicts.over_place is not null and verdicts.kept > 0 then verdicts.kept end as split_amount,
           case when verdicts.over_place is not null
                then format('limit of %%s, %%s %%s, over by %%s %%s',
                            case of_limit.level
                            when 'contract' then 'contract ' || contract.number
                            when 'contract_customer' then customer.name || ' in contract ' || contract.number
                            when 'line' then contract.number || '/' || line.name
                            else customer.name || ' in ' || contract.number || '/' || line.name
                            end,
                            round(of_limit.limit_amount, currency.digits), currency.code,
                            round(sale.transaction_amount - verdicts.left_amount, currency.digits), currency.code)
                else ''
            end as limit_reason
      from verdicts
     cross join lateral (
           select found.actual_id, found.billing_status, found.contract_id, found.contract_line_id, found.customer_id,
                  found.transaction_amount, found.transaction_currency
             from billing_backlog_line as found
            where found.actual_id = verdicts.actual_id
           offset 0
           ) as sale
      left join numbered as of_limit
        on of_limit.contract_id = sale.contract_id
       and of_limit.place = verdicts.over_place
      left join agreements_contract as contract on contract.id = sale.contract_id
      left join agreements_contract_line as line on line.id = sale.contract_line_id
      left join masterdata_customer as customer on customer.id = sale.customer_id
      left join companies_currency as currency on currency.code = sale.transaction_currency
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
