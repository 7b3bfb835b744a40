-- event:   plan_products
-- moves:   billing_milestone ready_to_invoice -> not_ready
-- returns: per line of which more is on proformas (or ready, where only what waits gives way) than is agreed: contract_line_id,
--          contract, line, unit, quantity agreed, and billed_quantity
-- keeps:   the parts of a product total the quantity that is agreed; at one price their amounts total that quantity at it
-- source:  docs/rules/billing.md#products; docs/rules/actuals.md#splits

with lines as materialized (
    select line.id as contract_line_id, line.contract_id, contract.number as contract, line.name, line.quantity, line.unit,
           line.unit_price, line.delivery_date, currency.code as currency, currency.digits, payer.customer_id
      from agreements_contract_line as line
      join agreements_contract as contract on contract.id = line.contract_id
      join companies_currency as currency on currency.code = contract.currency_id
     cross join lateral (
              select share.customer_id
                from agreements_line_customer as share
               where share.contract_line_id = line.id
                 and share.split_percent > 0
               order by share.id
               limit 1
          ) as payer
     where line.company_id = %(company_id)s
       and line.billing_method = 'product'
       and contract.status <> 'closed'
       and (line.contract_id = any(%(contract_ids)s::bigint[]) or line.id = any(%(contract_line_ids)s::bigint[]))
),

parts as materialized (
    select part.id, part.contract_line_id, part.customer_id, part.name, part.milestone_date, part.quantity, part.unit,
           part.unit_price, part.transaction_amount, part.status, part.is_rest,
           part.status = 'not_ready' or part.status = 'ready_to_invoice' and not %(only_waiting)s::boolean as gives_way
      from lines
      join billing_milestone as part on part.contract_line_id = lines.contract_line_id
),

-- By how much what is open is more than what is left of the agreed quantity; less where it is negative.
over as materialized (
    select lines.contract_line_id,
           coalesce(sum(parts.quantity) filter (where not parts.gives_way), 0) as billed_quantity,
           coalesce(sum(parts.quantity), 0) - lines.quantity as quantity
      from lines
      left join parts on parts.contract_line_id = lines.contract_line_id
     group by lines.contract_line_id, lines.quantity
),

-- What is left of parts gives way first, then parts that wait, then what is ready.
ordered as materialized (
    select parts.id, parts.contract_line_id, parts.is_rest and parts.status = 'not_ready' as takes_more, parts.quantity,
           row_number() over earlier_first as place,
           sum(parts.quantity) over earlier_first - parts.quantity as before
      from parts
     where parts.gives_way
    window earlier_first as (partition by parts.contract_line_id order by parts.is_rest desc, parts.status, parts.id)
),

wanted as materialized (
    select ordered.contract_line_id, ordered.id, ordered.place,
           case when over.quantity > 0
                then ordered.quantity - least(ordered.quantity, greatest(over.quantity - ordered.before, 0))
                when ordered.place = 1 and ordered.takes_more then ordered.quantity - over.quantity
                else ordered.quantity
            end as quantity
      from ordered
      join over on over.contract_line_id = ordered.contract_line_id
     union all
    select over.contract_line_id, null, null, -over.quantity
      from over
     where over.quantity < 0
       and not exists (select
                         from ordered
                        where ordered.contract_line_id = over.contract_line_id
                          and ordered.place = 1
                          and ordered.takes_more)
),

-- Another quantity, price, unit or payer makes another part of it; what keeps all of these keeps its amount.
revalued as materialized (
    select lines.contract_line_id, wanted.id, wanted.quantity, wanted.place
      from wanted
      join lines on lines.contract_line_id = wanted.contract_line_id
      left join parts on parts.id = wanted.id
     where (parts.quantity, parts.unit_price, parts.unit, parts.customer_id)
           is distinct from (wanted.quantity, lines.unit_price, lines.unit, lines.customer_id)
),

valued as materialized (
    select lines.contract_line_id, revalued.id, revalued.quantity,
           greatest(round((coalesce(kept.quantity, 0) + sum(revalued.quantity) over one_by_one) * lines.unit_price, lines.digits)
                    - case when row_number() over one_by_one = 1 then coalesce(kept.amount, 0)
                           else round((coalesce(kept.quantity, 0) + sum(revalued.quantity) over one_by_one
                                       - revalued.quantity) * lines.unit_price, lines.digits)
                       end, 0) as amount
      from revalued
      join lines on lines.contract_line_id = revalued.contract_line_id
      left join lateral (
               select sum(parts.quantity) as quantity, sum(parts.transaction_amount) as amount
                 from parts
                where parts.contract_line_id = lines.contract_line_id
                  and parts.unit_price = lines.unit_price
                  and not exists (select from revalued as other where other.id = parts.id)
           ) as kept on true
     where revalued.quantity > 0
    window one_by_one as (partition by revalued.contract_line_id
                              order by revalued.place nulls last rows unbounded preceding)
),

dropped as (
    delete from billing_milestone as part
     using revalued
     where part.id = revalued.id
       and revalued.quantity = 0
),

-- What is left is called as the line is, where no part is called so, and is delivered when the line says.
named as materialized (
    select wanted.id, valued.quantity, valued.amount, lines.customer_id, lines.unit,
           lines.unit_price, parts.name as old_name, parts.milestone_date as old_date, valued.id is not null as is_another,
           case when parts.is_rest
                 and wanted.place = 1
                 and not exists (select
                                   from parts as other
                                  where other.contract_line_id = lines.contract_line_id
                                    and other.name = lines.name)
                then lines.name
                else parts.name
            end as name,
           case when parts.is_rest then lines.delivery_date else parts.milestone_date end as delivery_date
      from wanted
      join lines on lines.contract_line_id = wanted.contract_line_id
      join parts on parts.id = wanted.id
      left join valued on valued.id = wanted.id
     where wanted.quantity > 0
),

-- Whoever marked a part ready did not mark another one.
changed as (
    update billing_milestone as part
       set act_id = %(act_id)s,
           customer_id = named.customer_id,
           name = named.name,
           milestone_date = named.delivery_date,
           quantity = named.quantity,
           unit = named.unit,
           unit_price = named.unit_price,
           transaction_amount = named.amount,
           status = 'not_ready',
           ready_act_id = null
      from named
     where part.id = named.id
       and named.is_another
       and part.status in ('not_ready', 'ready_to_invoice')
),

renamed as (
    update billing_milestone as part
       set act_id = %(act_id)s,
           name = named.name,
           milestone_date = named.delivery_date
      from named
     where part.id = named.id
       and not named.is_another
       and (named.name, named.delivery_date) <> (named.old_name, named.old_date)
),

added as (
    insert into billing_milestone
           (company_id, contract_id, contract_line_id, customer_id, name, milestone_date, transaction_amount,
            transaction_currency, quantity, unit, unit_price, status, is_rest, act_id)
    select %(company_id)s, lines.contract_id, lines.contract_line_id, lines.customer_id,
           lines.name || case when taken.is_named then ', rest ' || taken.last + 1 else '' end, lines.delivery_date,
           valued.amount, lines.currency, valued.quantity, lines.unit, lines.unit_price, 'not_ready', true, %(act_id)s
      from valued
      join lines on lines.contract_line_id = valued.contract_line_id
     cross join lateral (
              select coalesce(bool_or(parts.name = lines.name), false) as is_named,
                     coalesce(max((regexp_match(parts.name, ', rest ([0-9]{1,6})$'))[1]::integer), 0) as last
                from parts
               where parts.contract_line_id = lines.contract_line_id
          ) as taken
     where valued.id is null
     order by lines.contract_line_id
)

select lines.contract_line_id, lines.contract, lines.name as line, lines.unit, lines.quantity, over.billed_quantity
  from lines
  join over on over.contract_line_id = lines.contract_line_id
 where over.billed_quantity > lines.quantity
 order by lines.contract, lines.name
