-- function: actuals_moves_of_work
-- returns:  what approved entries are recorded as, by the terms of now: per cost and unbilled sale its columns, and exact_share (of a sale that is shared and chargeable: what the share is before any rounding); and per reason why an entry cannot be recorded: entry_id, refusal, found (what is missing)
-- keeps:    cost is whole; what is billed and its rest, and the parts of a split, sum to quantity and amount of the whole; work without a price is never worth nothing
-- source:   docs/rules/actuals.md#recording-work; docs/rules/actuals.md#billable-quantity; docs/rules/actuals.md#splits; docs/rules/agreements.md#chargeability; docs/rules/agreements.md#price-lists

-- Statistics may not know what has just been approved, nor a new company, so the way filters by neither:
-- each step joins what the steps before it put together, and faults are found at the end.
-- Absent tasks, roles, categories and resources are 0 here, for a join on null finds nothing.
create or replace function actuals_moves_of_work(of_company bigint, entry_ids bigint[])
returns table (transaction_type text, transaction_class text, entry_id bigint, contract_id bigint,
               contract_line_id bigint, customer_id bigint, project_id bigint, task_id bigint, role_id bigint,
               category_id bigint, resource_id bigint, transaction_date date, quantity numeric, unit text,
               unit_price numeric, transaction_amount numeric, transaction_currency text, billing_type text,
               price_source_id bigint, exact_share numeric, refusal text, found text)
language sql stable as $$
    with picked as materialized (
        select entry.id as entry_id, entry.transaction_class, entry.transaction_date, entry.project_id,
               coalesce(entry.task_id, 0) as task_id,
               entry.role_id,
               coalesce(entry.category_id, 0) as category_id,
               coalesce(entry.resource_id, 0) as resource_id,
               entry.quantity, entry.unit, entry.unit_cost, entry.cost_currency_id as cost_currency,
               entry.unit_price, entry.billing_type,
               coalesce(entry.billable_quantity, entry.quantity) as billable_quantity,
               coalesce(entry.company_id = of_company and entry.status = 'approved', false) as is_approved,
               wanted.id as wanted_id
          from unnest(entry_ids) as wanted (id)
          -- One by one, by key: joined, all that was ever entered would be read.
          left join lateral (
                    select own.id, own.company_id, own.status, own.transaction_class, own.transaction_date, own.project_id,
                           own.task_id, own.role_id, own.category_id, own.resource_id, own.quantity, own.unit,
                           own.unit_cost, own.cost_currency_id, own.unit_price, own.billing_type, own.billable_quantity
                      from work_entry as own
                     where own.id = wanted.id
                    offset 0
               ) as entry on true
    ),

    -- Looked up once for each distinct place, however often work was done there.
    covered as materialized (
        select place.project_id, place.transaction_class, place.task_id, line.contract_line_id, line.contract_id,
               line.contract_currency, currency.digits as contract_digits, line.billing_method, line.task_billing_type
          from (select distinct project_id, transaction_class, task_id from picked) as place
         cross join lateral agreements_covering_line(of_company, place.project_id, place.transaction_class,
                                                     place.task_id) as line
          join companies_currency as currency on currency.code = line.contract_currency
    ),

    -- The price lists of a day: the newest of the company's default cost lists; of a contract's own sales
    -- lists, or of the company's when it has none, the only one.
    cost_lists as (
        select day.transaction_date, list.id as cost_list_id
          from (select distinct transaction_date from picked) as day
         cross join lateral (
                select list.id
                  from agreements_price_list as list
                 where list.company_id = of_company
                   and list.context = 'cost'
                   and list.is_default
                   and list.valid_from <= day.transaction_date
                   and (list.valid_until is null or list.valid_until > day.transaction_date)
                 order by list.id desc
                 limit 1
               ) as list
    ),

    -- Resources are joined here, to all at once: beside the look-ups above, the planner goes through all of them for each entry.
    placed as materialized (
        select picked.entry_id, picked.transaction_class, picked.transaction_date, picked.project_id,
               picked.task_id, coalesce(picked.role_id, resource.role_id, 0) as role_id, picked.category_id,
               picked.resource_id, resource.org_unit_id,
               picked.quantity, picked.unit, picked.unit_cost, picked.cost_currency, picked.unit_price,
               picked.billing_type, picked.billable_quantity,
               coalesce(covered.contract_line_id, 0) as contract_line_id,
               coalesce(covered.contract_id, 0) as contract_id,
               covered.contract_currency, covered.contract_digits,
               coalesce(covered.task_billing_type, 'chargeable') as task_billing_type,
               coalesce(covered.billing_method = 'time_and_material', false) as is_sold,
               coalesce(cost_lists.cost_list_id, 0) as cost_list_id
          from picked
          left join covered
                 on covered.project_id = picked.project_id
                and covered.transaction_class = picked.transaction_class
                and covered.task_id = picked.task_id
          left join cost_lists on cost_lists.transaction_date = picked.transaction_date
          left join masterdata_resource as resource on resource.id = picked.resource_id
    ),

    own_lists as materialized (
        select contract.contract_id, list.id, list.valid_from, list.valid_until
          from (select distinct contract_id, contract_currency from covered) as contract
          join agreements_contract_price_list as attached on attached.contract_id = contract.contract_id
          join agreements_price_list as list
            on list.id = attached.price_list_id
           and list.context = 'sales'
           and list.currency_id = contract.contract_currency
    ),

    offered_lists as (
        select contract_id, id, valid_from, valid_until
          from own_lists
         union all
        select contract.contract_id, list.id, list.valid_from, list.valid_until
          from (select distinct contract_id, contract_currency from covered) as contract
          join agreements_price_list as list
            on list.company_id = of_company
           and list.context = 'sales'
           and list.is_default
           and list.currency_id = contract.contract_currency
         where contract.contract_id not in (select contract_id from own_lists)
    ),

    sales_lists as materialized (
        select day.contract_id, day.transaction_date, count(list.id) as list_count,
               case when count(list.id) = 1 then min(list.id) else 0 end as sales_list_id
          from (select distinct contract_id, transaction_date from placed where is_sold) as day
          join offered_lists as list
            on list.contract_id = day.contract_id
           and list.valid_from <= day.transaction_date
           and (list.valid_until is null or list.valid_until > day.transaction_date)
         group by day.contract_id, day.transaction_date
    ),

    -- Looked up once for each distinct case, however often the work was done.
    typed as (
        select kind.contract_line_id, kind.task_billing_type, kind.transaction_class, kind.role_id, kind.category_id,
               case
               when kind.contract_line_id = 0 then 'not_available'
               when kind.task_billing_type = 'chargeable'
                and case kind.transaction_class
                    when 'time' then coalesce(line_role.billing_type, role.billing_type, 'chargeable')
                    when 'expense' then coalesce(line_category.billing_type, category.billing_type, 'chargeable')
                    else 'chargeable'
                    end = 'chargeable' then 'chargeable'
               else 'non_chargeable'
               end as billing_type
          from (select distinct contract_line_id, task_billing_type, transaction_class, role_id, category_id
                  from placed) as kind
          left join masterdata_role as role on role.id = kind.role_id
          left join masterdata_category as category on category.id = kind.category_id
          left join agreements_line_role as line_role
                 on line_role.contract_line_id = kind.contract_line_id and line_role.role_id = kind.role_id
          left join agreements_line_category as line_category
                 on line_category.contract_line_id = kind.contract_line_id
                and line_category.category_id = kind.category_id
    ),

    -- The more specific price goes first: of the resource, then of the role, then of the organization unit.
    costs as (
        select kind.cost_list_id, kind.transaction_class, kind.role_id, kind.category_id, kind.resource_id, kind.unit,
               cost.unit_price, list.currency_id as currency
          from (select distinct cost_list_id, transaction_class, role_id, category_id, resource_id, org_unit_id, unit
                  from placed) as kind
          join agreements_price_list as list on list.id = kind.cost_list_id
         cross join lateral (
                (select price.unit_price
                   from agreements_role_price as price
                  where price.price_list_id = kind.cost_list_id
                    and kind.transaction_class = 'time'
                    and kind.unit = 'hour'
                    and (price.resource_id = kind.resource_id or price.resource_id is null)
                    and (price.role_id = kind.role_id or price.role_id is null)
                    and (price.org_unit_id = kind.org_unit_id or price.org_unit_id is null)
                  order by price.resource_id nulls last, price.role_id nulls last, price.org_unit_id nulls last
                  limit 1)
                  union all
                 select price.unit_price
                   from agreements_category_price as price
                  where price.price_list_id = kind.cost_list_id
                    and kind.transaction_class in ('expense', 'material')
                    and price.category_id = kind.category_id
                    and price.unit = kind.unit
                    and price.method = 'per_unit'
               ) as cost
    ),

    sales as (
        select kind.sales_list_id, kind.transaction_class, kind.role_id, kind.category_id, kind.resource_id, kind.unit,
               sale.method, sale.unit_price, sale.markup_percent
          from (select distinct sales_lists.sales_list_id, placed.transaction_class, placed.role_id, placed.category_id,
                       placed.resource_id, placed.org_unit_id, placed.unit
                  from placed
                  join sales_lists
                    on sales_lists.contract_id = placed.contract_id
                   and sales_lists.transaction_date = placed.transaction_date
                 where placed.is_sold
                   and sales_lists.list_count = 1) as kind
         cross join lateral (
                (select 'per_unit' as method, price.unit_price, null::numeric as markup_percent
                   from agreements_role_price as price
                  where price.price_list_id = kind.sales_list_id
                    and kind.transaction_class = 'time'
                    and kind.unit = 'hour'
                    and (price.resource_id = kind.resource_id or price.resource_id is null)
                    and (price.role_id = kind.role_id or price.role_id is null)
                    and (price.org_unit_id = kind.org_unit_id or price.org_unit_id is null)
                  order by price.resource_id nulls last, price.role_id nulls last, price.org_unit_id nulls last
                  limit 1)
                  union all
                 select price.method, price.unit_price, price.markup_percent
                   from agreements_category_price as price
                  where price.price_list_id = kind.sales_list_id
                    and kind.transaction_class in ('expense', 'material')
                    and price.category_id = kind.category_id
                    and price.unit = kind.unit
               ) as sale
    ),

    priced as materialized (
        select placed.entry_id, placed.transaction_class, placed.transaction_date, placed.project_id,
               placed.task_id, placed.role_id, placed.category_id, placed.resource_id, placed.quantity, placed.unit,
               placed.billable_quantity, placed.contract_line_id, placed.contract_id, placed.contract_currency,
               placed.contract_digits,
               placed.is_sold, coalesce(sales_lists.sales_list_id, 0) as sales_list_id,
               coalesce(sales_lists.list_count, 0) as sales_list_count, placed.unit_price as entered_price,
               sales.method, sales.unit_price as listed_price, sales.markup_percent,
               coalesce(placed.unit_cost, costs.unit_price) as unit_cost,
               case when placed.unit_cost is null then costs.currency else placed.cost_currency end as cost_currency,
               case when placed.unit_cost is null then placed.cost_list_id end as cost_source_id,
               case when typed.billing_type = 'not_available' then 'not_available'
                    else coalesce(placed.billing_type, typed.billing_type)
               end as billing_type
          from placed
          left join sales_lists
                 on sales_lists.contract_id = placed.contract_id
                and sales_lists.transaction_date = placed.transaction_date
                and placed.is_sold
          left join typed
                 on typed.contract_line_id = placed.contract_line_id
                and typed.task_billing_type = placed.task_billing_type
                and typed.transaction_class = placed.transaction_class
                and typed.role_id = placed.role_id
                and typed.category_id = placed.category_id
          left join costs
                 on costs.cost_list_id = placed.cost_list_id
                and costs.transaction_class = placed.transaction_class
                and costs.role_id = placed.role_id
                and costs.category_id = placed.category_id
                and costs.resource_id = placed.resource_id
                and costs.unit = placed.unit
          left join sales
                 on sales.sales_list_id = sales_lists.sales_list_id
                and sales.transaction_class = placed.transaction_class
                and sales.role_id = placed.role_id
                and sales.category_id = placed.category_id
                and sales.resource_id = placed.resource_id
                and sales.unit = placed.unit
    ),

    -- At cost, and markup over cost: in contract currency at the rate of the day of the work.
    conversions as (
        select pair.cost_currency, pair.contract_currency, pair.transaction_date, dated.rate
          from (select distinct cost_currency, contract_currency, transaction_date
                  from priced
                 where is_sold
                   and method in ('at_cost', 'markup')
                   and cost_currency <> contract_currency) as pair
         cross join lateral companies_rate_on_day(of_company, pair.cost_currency, pair.contract_currency,
                                                  pair.transaction_date) as dated
    ),

    valued as materialized (
        select priced.entry_id, priced.transaction_class, priced.transaction_date, priced.project_id,
               priced.task_id, priced.role_id, priced.category_id, priced.resource_id, priced.quantity, priced.unit,
               priced.billable_quantity, priced.contract_line_id, priced.contract_id, priced.contract_currency,
               priced.contract_digits,
               priced.is_sold, priced.sales_list_id, priced.sales_list_count, priced.billing_type,
               priced.unit_cost, priced.cost_currency, priced.cost_source_id, priced.method,
               priced.method in ('at_cost', 'markup') and priced.unit_cost is not null
                   and priced.cost_currency <> priced.contract_currency and conversions.rate is null as lacks_rate,
               case
               when not priced.is_sold then null
               when priced.transaction_class = 'fee' then priced.entered_price
               when priced.method = 'per_unit' then priced.listed_price * case when priced.unit_cost < 0 then -1 else 1 end
               when priced.method in ('at_cost', 'markup')
               then round(priced.unit_cost * (1 + coalesce(priced.markup_percent, 0) / 100)
                          * case when priced.cost_currency = priced.contract_currency then 1 else conversions.rate end, 6)
               end as sales_price
          from priced
          left join conversions
                 on conversions.cost_currency = priced.cost_currency
                and conversions.contract_currency = priced.contract_currency
                and conversions.transaction_date = priced.transaction_date
    ),

    -- What rounding has left over of a customer's shares so far goes into the next.
    shares as materialized (
        select line.contract_line_id, share.valid_from, share.valid_until, share.customer_id, share.split_percent,
               share.place, share.percents_before,
               share.takes_rest, share.place = 1 and share.takes_rest as is_whole, coalesce(due.due_amount, 0) as due_amount
          from (select distinct contract_line_id from covered) as line
         cross join lateral agreements_shares_of_days(line.contract_line_id) as share
          left join actuals_share_due as due
                 on due.contract_line_id = line.contract_line_id
                and due.customer_id = share.customer_id
    ),

    -- What is billed of fewer hours than were submitted keeps its type; the rest is not chargeable, and is worth
    -- what the whole is worth less what is billed.
    portions as not materialized (
        select entry_id, transaction_class, transaction_date, project_id, task_id, role_id, category_id, resource_id,
               unit, contract_line_id, contract_id, contract_currency, contract_digits, sales_price, sales_list_id,
               1 as number, billable_quantity as quantity,
               round(billable_quantity * sales_price, contract_digits) as amount, billing_type
          from valued
         where is_sold
           and (billable_quantity <> 0 or quantity = 0)
         union all
        select entry_id, transaction_class, transaction_date, project_id, task_id, role_id, category_id, resource_id,
               unit, contract_line_id, contract_id, contract_currency, contract_digits, sales_price, sales_list_id,
               2, quantity - billable_quantity,
               round(quantity * sales_price, contract_digits) - round(billable_quantity * sales_price, contract_digits),
               'non_chargeable'
          from valued
         where is_sold
           and abs(billable_quantity) < abs(quantity)
    ),

    -- The amount of a share follows the running total of the line, so that no error grows with the number of entries.
    spread as (
        select portions.contract_line_id, portions.entry_id, portions.number, portions.billing_type, portions.amount as whole_amount,
               shares.customer_id, shares.place, shares.takes_rest, quantity.part as quantity,
               share.exact_share,
               round(case when portions.billing_type = 'chargeable' then shares.due_amount else 0 end
                     + sum(share.exact_share) over running, portions.contract_digits) as rounded_total,
               row_number() over running as position
          from portions
          join shares on shares.contract_line_id = portions.contract_line_id and not shares.is_whole
                     and portions.transaction_date >= shares.valid_from and portions.transaction_date < shares.valid_until
         cross join lateral agreements_part(portions.quantity, shares.split_percent, shares.percents_before,
                                            shares.takes_rest, 6) as quantity
         cross join lateral (values (portions.amount * shares.split_percent / 100)) as share (exact_share)
        window running as (partition by portions.contract_line_id, shares.customer_id,
                                        portions.billing_type = 'chargeable'
                               order by portions.transaction_date, portions.entry_id, portions.number
                                rows unbounded preceding)
    ),

    rounded as (
        select contract_line_id, entry_id, number, billing_type, whole_amount, customer_id, place, takes_rest, quantity,
               exact_share,
               rounded_total - coalesce(lag(rounded_total) over (partition by contract_line_id, customer_id,
                                                                              billing_type = 'chargeable'
                                                                     order by position), 0) as rounded_share
          from spread
    ),

    -- Nobody's part has the other sign, and the last one takes what the others leave.
    parts as (
        select entry_id, billing_type, customer_id, quantity,
               case when takes_rest then whole_amount else agreements_within(whole_amount, taken) end
               - agreements_within(whole_amount, taken - rounded_share) as amount,
               case when billing_type = 'chargeable' and not takes_rest then exact_share end as exact_share
          from (select entry_id, billing_type, whole_amount, customer_id, takes_rest, quantity, exact_share,
                       rounded_share,
                       sum(rounded_share) over (partition by entry_id, number order by place
                                                 rows unbounded preceding) as taken
                  from rounded) as shared
    ),

    faults as (
        select 'EntryNotApproved' as refusal, '' as found, wanted_id as entry_id
          from picked
         where not is_approved
         union all
        select 'FeeNotCovered', '', entry_id
          from valued
         where transaction_class = 'fee'
           and not is_sold
         union all
        select 'PriceMissing',
               format('%s%s',
                      case when unpriced.is_cost
                           then format('cost of %s on %s', unpriced.work, unpriced.transaction_date)
                           else format('sale of %s on %s under %s in %s', unpriced.work, unpriced.transaction_date,
                                       unpriced.contract, unpriced.contract_currency)
                      end,
                      case when unpriced.transaction_class = 'fee' then ''
                           when not unpriced.is_cost and unpriced.sales_list_count = 0 then ' (no price list)'
                           when not unpriced.is_cost and unpriced.sales_list_count > 1 then ' (several price lists)'
                           when others.units is not null
                           then format(' (the work is in %s, the price there is for %s)', unpriced.unit, others.units)
                           else ''
                      end),
               unpriced.entry_id
          from (select valued.entry_id, lacking.is_cost, valued.transaction_class, valued.transaction_date, valued.unit,
                       coalesce(role.name, category.name, valued.transaction_class) as work,
                       contract.number as contract, valued.contract_currency, valued.sales_list_count,
                       valued.role_id, valued.category_id, valued.resource_id,
                       case when lacking.is_cost then valued.cost_source_id else valued.sales_list_id end as list_id
                  from valued
                 cross join lateral (values
                       (true, valued.unit_cost is null and valued.transaction_class <> 'fee'),
                       (false, valued.is_sold
                               and valued.sales_price is null
                               and valued.lacks_rate is not true
                               and (valued.method is null or valued.unit_cost is not null))
                       ) as lacking (is_cost, is_one)
                  left join agreements_contract as contract on contract.id = valued.contract_id
                  left join masterdata_role as role on role.id = valued.role_id and valued.transaction_class = 'time'
                  left join masterdata_category as category on category.id = valued.category_id
                 -- Few get as far as the two cases.
                 where (valued.unit_cost is null or valued.is_sold and valued.sales_price is null)
                   and lacking.is_one) as unpriced
         cross join lateral (
                select string_agg(distinct other.unit, ' or ' order by other.unit) as units
                  from (select 'hour' as unit
                          from agreements_role_price as price
                         where price.price_list_id = unpriced.list_id
                           and unpriced.transaction_class = 'time'
                           and (price.resource_id = unpriced.resource_id or price.resource_id is null)
                           and (price.role_id = unpriced.role_id or price.role_id is null)
                         union all
                        select price.unit
                          from agreements_category_price as price
                         where price.price_list_id = unpriced.list_id
                           and unpriced.transaction_class in ('expense', 'material')
                           and price.category_id = unpriced.category_id) as other
                 where other.unit <> unpriced.unit
               ) as others
         union all
        select 'ExchangeRateMissing',
               format('%s to %s on %s', cost_currency, contract_currency, transaction_date), entry_id
          from valued
         where is_sold
           and lacks_rate
         union all
        select 'AmountTooLarge',
               format('%s %s at %s %s on %s', trim_scale(valued.quantity), valued.unit, trim_scale(price.each),
                      price.currency, valued.transaction_date),
               valued.entry_id
          from valued
         cross join lateral (values (valued.unit_cost, valued.cost_currency),
                                    (valued.sales_price, valued.contract_currency)) as price (each, currency)
         -- Quantities stay below 1e12.
         where greatest(abs(valued.unit_cost), abs(valued.sales_price)) >= 1e4
           and (abs(price.each) >= 1e12
                or abs(price.each) * greatest(abs(valued.quantity), abs(valued.billable_quantity)) >= 1e16)
    )

    select 'cost' as transaction_type, valued.transaction_class, valued.entry_id,
           nullif(valued.contract_id, 0) as contract_id, nullif(valued.contract_line_id, 0) as contract_line_id,
           null::bigint as customer_id, valued.project_id, nullif(valued.task_id, 0) as task_id,
           nullif(valued.role_id, 0) as role_id, nullif(valued.category_id, 0) as category_id,
           nullif(valued.resource_id, 0) as resource_id, valued.transaction_date, valued.quantity, valued.unit,
           valued.unit_cost as unit_price, round(valued.quantity * valued.unit_cost, currency.digits) as amount,
           valued.cost_currency as currency, valued.billing_type, valued.cost_source_id as price_source_id,
           null::numeric as exact_share, null as refusal, null as found
      from valued
      left join companies_currency as currency on currency.code = valued.cost_currency
     where valued.transaction_class <> 'fee'
     union all
    -- Most lines have one customer, who pays for whole portions.
    select 'unbilled_sales', portions.transaction_class, portions.entry_id, portions.contract_id,
           portions.contract_line_id, shares.customer_id, portions.project_id, nullif(portions.task_id, 0),
           nullif(portions.role_id, 0), nullif(portions.category_id, 0), nullif(portions.resource_id, 0),
           portions.transaction_date, portions.quantity, portions.unit, portions.sales_price, portions.amount,
           portions.contract_currency, portions.billing_type,
           case when portions.transaction_class <> 'fee' then portions.sales_list_id end, null, null, null
      from portions
      join shares on shares.contract_line_id = portions.contract_line_id and shares.is_whole
                 and portions.transaction_date >= shares.valid_from and portions.transaction_date < shares.valid_until
     union all
    select 'unbilled_sales', valued.transaction_class, valued.entry_id, valued.contract_id, valued.contract_line_id,
           parts.customer_id, valued.project_id, nullif(valued.task_id, 0), nullif(valued.role_id, 0),
           nullif(valued.category_id, 0), nullif(valued.resource_id, 0), valued.transaction_date, parts.quantity,
           valued.unit, valued.sales_price, parts.amount,
           valued.contract_currency, parts.billing_type,
           case when valued.transaction_class <> 'fee' then valued.sales_list_id end, parts.exact_share, null, null
      from parts
      join valued on valued.entry_id = parts.entry_id
     union all
    select null, null, entry_id, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
           null, null, null, refusal, found
      from faults
$$
