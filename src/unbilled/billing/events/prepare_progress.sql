-- event:   prepare_progress
-- returns: milestone_id per line and customer of what is complete
-- keeps:   complete and rest sum to what was left of the line, customer by customer; no part has the other sign
-- source:  docs/rules/billing.md#progress; docs/rules/actuals.md#splits

with asked as materialized (
    select line.id as contract_line_id, line.contract_id, contract.currency_id as currency, currency.digits,
           given.amount, given.name, given.rest_name,
           line.contracted_amount - coalesce(planned.amount, 0) as unplanned_amount
      from unnest(%(contract_line_ids)s::bigint[], %(amounts)s::numeric[], %(names)s::text[], %(rest_names)s::text[])
        as given (contract_line_id, amount, name, rest_name)
      join agreements_contract_line as line on line.id = given.contract_line_id
      join agreements_contract as contract on contract.id = line.contract_id
      join companies_currency as currency on currency.code = contract.currency_id
      left join lateral (select sum(milestone.transaction_amount) as amount
                           from billing_milestone as milestone
                          where milestone.contract_line_id = line.id) as planned on true
     where line.company_id = %(company_id)s
),

-- What earlier progress left, and what no milestone is for: by the shares of now.
portions as (
    select asked.contract_line_id, milestone.customer_id, milestone.transaction_amount as amount
      from asked
      join billing_milestone as milestone
        on milestone.contract_line_id = asked.contract_line_id
       and milestone.is_rest
       and milestone.status = 'not_ready'
     union all
    select asked.contract_line_id, share.customer_id, part.part
      from asked
     cross join lateral agreements_shares(asked.contract_line_id) as share
     cross join lateral agreements_part(asked.unplanned_amount, share.split_percent, share.percents_before,
                                        share.takes_rest, asked.digits) as part
),

parts as (
    select contract_line_id, customer_id, sum(amount) as amount
      from portions
     group by contract_line_id, customer_id
),

summed as (
    select contract_line_id, customer_id, amount,
           sum(amount) over (partition by contract_line_id) as whole,
           sum(amount) over (partition by contract_line_id order by customer_id) as through,
           sum(amount) over (partition by contract_line_id order by customer_id) - amount as before
      from parts
),

cut as materialized (
    select asked.contract_id, asked.contract_line_id, summed.customer_id, asked.currency, asked.name,
           asked.rest_name, summed.amount,
           round(asked.amount * summed.through / summed.whole, asked.digits)
           - round(asked.amount * summed.before / summed.whole, asked.digits) as complete
      from asked
      join summed on summed.contract_line_id = asked.contract_line_id
),

dropped as (
    delete from billing_milestone as milestone
     using cut
     where milestone.contract_line_id = cut.contract_line_id
       and milestone.customer_id = cut.customer_id
       and milestone.is_rest
       and milestone.status = 'not_ready'
       and cut.amount = cut.complete
),

lowered as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           transaction_amount = cut.amount - cut.complete
      from cut
     where milestone.contract_line_id = cut.contract_line_id
       and milestone.customer_id = cut.customer_id
       and milestone.is_rest
       and milestone.status = 'not_ready'
       and cut.amount <> cut.complete
    returning milestone.contract_line_id, milestone.customer_id
),

created as (
    insert into billing_milestone
           (company_id, contract_id, contract_line_id, customer_id, name, milestone_date, transaction_amount,
            transaction_currency, status, is_rest, act_id)
    select %(company_id)s, cut.contract_id, cut.contract_line_id, cut.customer_id,
           case when piece.is_rest then cut.rest_name else cut.name end, %(milestone_date)s::date, piece.amount,
           cut.currency, 'not_ready', piece.is_rest, %(act_id)s
      from cut
     cross join lateral (values (false, cut.complete), (true, cut.amount - cut.complete)) as piece (is_rest, amount)
     where piece.amount <> 0
       and not (piece.is_rest
                and exists (select
                              from billing_milestone as rest
                             where rest.contract_line_id = cut.contract_line_id
                               and rest.customer_id = cut.customer_id
                               and rest.is_rest
                               and rest.status = 'not_ready'))
     order by cut.contract_line_id, cut.customer_id, piece.is_rest
    returning id, is_rest
)

select id as milestone_id
  from created
 where not is_rest
 order by id
