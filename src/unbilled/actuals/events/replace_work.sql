-- event:   replace_work
-- returns: per transaction type and currency: transaction_type, transaction_currency, reversed_ids with reversed_amount, reversal_ids, recorded_ids with recorded_amount; or, when an entry cannot be recorded and so nothing is, per fault: refusal, found, entry_ids
-- keeps:   a reversal mirrors what it reverses; what comes out the same is not touched, and which customer got the cent that rounding left is no difference
-- source:  docs/rules/agreements.md#changed-terms; docs/rules/actuals.md#facts

with agreed as materialized (
    select transaction_type, transaction_class, entry_id, contract_id, contract_line_id, customer_id, project_id,
           task_id, role_id, category_id, resource_id, transaction_date, quantity, unit, unit_price,
           transaction_amount, transaction_currency, billing_type, price_source_id, exact_share,
           sum(transaction_amount) over (partition by entry_id, transaction_type, billing_type) as whole_amount,
           refusal, found
      from actuals_moves_of_work(%(company_id)s, %(entry_ids)s::bigint[])
),

standing as materialized (
    select actual.id, actual.transaction_type, actual.transaction_class, actual.entry_id, actual.contract_id,
           actual.contract_line_id, actual.customer_id, actual.project_id, actual.task_id, actual.role_id,
           actual.category_id, actual.resource_id, actual.transaction_date, actual.accounting_date, actual.quantity,
           actual.unit, actual.unit_price, actual.transaction_amount, actual.transaction_currency,
           actual.billing_type, actual.price_source_id,
           sum(actual.transaction_amount) over (partition by actual.entry_id, actual.transaction_type,
                                                             actual.billing_type) as whole_amount
      from unnest(%(actual_ids)s::bigint[]) as named (id)
      join actuals_actual as actual on actual.id = named.id
),

sides as materialized (
    select transaction_type, transaction_class, entry_id, contract_id, contract_line_id, customer_id, project_id,
           task_id, role_id, category_id, resource_id, transaction_date, quantity, unit, unit_price,
           transaction_amount, transaction_currency, billing_type, price_source_id, exact_share, whole_amount,
           null::bigint as standing_id
      from agreed
     where refusal is null
     union all
    select transaction_type, transaction_class, entry_id, contract_id, contract_line_id, customer_id, project_id,
           task_id, role_id, category_id, resource_id, transaction_date, quantity, unit, unit_price,
           transaction_amount, transaction_currency, billing_type, null, null, whole_amount, id
      from standing
),

-- Should be beside is, each alike as often as it is there. Where a price came from makes no difference; neither
-- does which customer got the cent that rounding left, while entry and shares are what they were.
changed as materialized (
    select distinct entry_id
      from (select entry_id
              from sides
             group by transaction_type, transaction_class, entry_id, contract_id, contract_line_id, customer_id,
                      project_id, task_id, role_id, category_id, resource_id, transaction_date, quantity, unit,
                      unit_price, whole_amount, transaction_currency, billing_type
            having count(*) filter (where standing_id is null) <> count(standing_id)) as differing
),

compared as materialized (
    select transaction_type, transaction_class, entry_id, contract_id, contract_line_id, customer_id, project_id,
           task_id, role_id, category_id, resource_id, transaction_date, quantity, unit, unit_price,
           transaction_amount, transaction_currency, billing_type,
           min(price_source_id) filter (where standing_id is null) as price_source_id,
           min(exact_share) filter (where standing_id is null) as exact_share,
           count(*) filter (where standing_id is null) as agreed_count,
           count(standing_id) as standing_count,
           array_agg(standing_id order by standing_id) filter (where standing_id is not null) as standing_ids
      from sides
      join changed using (entry_id)
     group by transaction_type, transaction_class, entry_id, contract_id, contract_line_id, customer_id,
              project_id, task_id, role_id, category_id, resource_id, transaction_date, quantity, unit,
              unit_price, transaction_amount, transaction_currency, billing_type
    having count(*) filter (where standing_id is null) <> count(standing_id)
),

stale as materialized (
    select standing.id, standing.transaction_type, standing.transaction_class, standing.entry_id,
           standing.contract_id, standing.contract_line_id, standing.customer_id, standing.project_id,
           standing.task_id, standing.role_id, standing.category_id, standing.resource_id,
           standing.transaction_date, standing.accounting_date, standing.quantity, standing.unit,
           standing.unit_price, standing.transaction_amount, standing.transaction_currency,
           standing.billing_type, standing.price_source_id
      from (select unnest(standing_ids[agreed_count + 1:]) as id from compared) as surplus
      join standing on standing.id = surplus.id
),

-- Something new takes the place of the same customer's, else of any of its kind. It is not accrued before that was,
-- which a correction may have put back later than the day of the work.
places as (
    select entry_id, transaction_type, coalesce(customer_id, 0) as customer_id, min(id) as id,
           max(accounting_date) as accounting_date
      from stale
     group by entry_id, transaction_type, coalesce(customer_id, 0)
),

any_places as (
    select entry_id, transaction_type, min(id) as id, max(accounting_date) as accounting_date
      from stale
     group by entry_id, transaction_type
),

moves as (
    select transaction_type, transaction_class, entry_id, contract_id, contract_line_id, customer_id, project_id,
           task_id, role_id, category_id, resource_id, transaction_date, accounting_date, -quantity as quantity,
           unit, unit_price, -transaction_amount as transaction_amount, transaction_currency, billing_type,
           price_source_id, id as reverses_id, null::bigint as replaces_id
      from stale
     union all
    select fresh.transaction_type, fresh.transaction_class, fresh.entry_id, fresh.contract_id,
           fresh.contract_line_id, fresh.customer_id, fresh.project_id, fresh.task_id, fresh.role_id,
           fresh.category_id, fresh.resource_id, fresh.transaction_date,
           greatest(fresh.transaction_date, places.accounting_date, any_places.accounting_date), fresh.quantity,
           fresh.unit, fresh.unit_price, fresh.transaction_amount, fresh.transaction_currency,
           fresh.billing_type, fresh.price_source_id, null, coalesce(places.id, any_places.id)
      from compared as fresh
     cross join lateral generate_series(1, fresh.agreed_count - fresh.standing_count)
      left join places
        on places.entry_id = fresh.entry_id
       and places.transaction_type = fresh.transaction_type
       and places.customer_id = coalesce(fresh.customer_id, 0)
      left join any_places
        on any_places.entry_id = fresh.entry_id
       and any_places.transaction_type = fresh.transaction_type
),

recorded as (
    insert into actuals_actual
           (company_id, transaction_type, transaction_class, contract_id, contract_line_id, customer_id,
            project_id, task_id, role_id, category_id, resource_id, transaction_date, accounting_date,
            quantity, unit, unit_price, transaction_amount, transaction_currency, billing_type,
            price_source_id, reverses_id, replaces_id, entry_id, goes_to_journal, act_id)
    select %(company_id)s, transaction_type, transaction_class, contract_id, contract_line_id, customer_id,
           project_id, task_id, role_id, category_id, resource_id, transaction_date, accounting_date,
           quantity, unit, unit_price, transaction_amount, transaction_currency, billing_type,
           price_source_id, reverses_id, replaces_id, entry_id, true, %(act_id)s
      from moves
     where not exists (select from agreed where refusal is not null)
     order by contract_line_id nulls first, transaction_date, entry_id, transaction_type, reverses_id, billing_type, customer_id,
              quantity desc
    returning id, transaction_type, transaction_amount, transaction_currency, reverses_id, entry_id
),

left_over as (
    insert into actuals_share_due as due (contract_line_id, customer_id, company_id, due_amount, act_id)
    select contract_line_id, customer_id, %(company_id)s, sum(exact_share - transaction_amount), %(act_id)s
      from compared
     where exact_share is not null
       and agreed_count > standing_count
       and not exists (select from agreed where refusal is not null)
     group by contract_line_id, customer_id
     order by contract_line_id, customer_id
        on conflict (contract_line_id, customer_id) do update
       set due_amount = due.due_amount + excluded.due_amount,
           act_id = excluded.act_id
)

select transaction_type, transaction_currency,
       coalesce(array_agg(reverses_id order by id) filter (where reverses_id is not null), '{}') as reversed_ids,
       coalesce(-sum(transaction_amount) filter (where reverses_id is not null), 0) as reversed_amount,
       coalesce(array_agg(id order by id) filter (where reverses_id is not null), '{}') as reversal_ids,
       coalesce(array_agg(id order by id) filter (where reverses_id is null), '{}') as recorded_ids,
       coalesce(sum(transaction_amount) filter (where reverses_id is null), 0) as recorded_amount,
       null as refusal, null as found, array_agg(distinct entry_id order by entry_id) as entry_ids
  from recorded
 group by transaction_type, transaction_currency
 union all
select null, null, null, null, null, null, null, refusal, found, array_agg(distinct entry_id order by entry_id)
  from agreed
 where refusal is not null
 group by refusal, found
 order by transaction_type, transaction_currency, refusal, found
