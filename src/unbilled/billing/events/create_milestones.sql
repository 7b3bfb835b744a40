-- event:   create_milestones
-- returns: milestone_id per milestone and customer, in the order given, customers by id
-- keeps:   the parts of a milestone sum to it: where they are not said, the rounding customer takes what rounding leaves
-- source:  docs/rules/billing.md#milestones; docs/rules/actuals.md#splits

with planned as (
    select position, name, milestone_date, amount, parts
      from unnest(%(names)s::text[], %(milestone_dates)s::date[], %(amounts)s::numeric[], %(parts)s::jsonb[])
           with ordinality as given (name, milestone_date, amount, parts, position)
),

split as (
    select planned.position, planned.name, planned.milestone_date, line.contract_id, share.customer_id,
           currency.code, amount.part as transaction_amount
      from planned
     cross join agreements_contract_line as line
      join agreements_contract as contract on contract.id = line.contract_id
      join companies_currency as currency on currency.code = contract.currency_id
     cross join lateral agreements_shares(line.id) as share
     cross join lateral agreements_part(planned.amount, share.split_percent, share.percents_before, share.takes_rest,
                                        currency.digits) as amount
     where line.company_id = %(company_id)s
       and line.id = %(contract_line_id)s
       and planned.parts is null
     union all
    select planned.position, planned.name, planned.milestone_date, line.contract_id, said.key::bigint,
           contract.currency_id, said.value::numeric
      from planned
     cross join agreements_contract_line as line
      join agreements_contract as contract on contract.id = line.contract_id
     cross join lateral jsonb_each_text(planned.parts) as said
     where line.company_id = %(company_id)s
       and line.id = %(contract_line_id)s
),

created as (
    insert into billing_milestone
           (company_id, contract_id, contract_line_id, customer_id, name, milestone_date,
            transaction_amount, transaction_currency, status, act_id)
    select %(company_id)s, contract_id, %(contract_line_id)s, customer_id, name, milestone_date,
           transaction_amount, code, 'not_ready', %(act_id)s
      from split
     where transaction_amount <> 0
     order by position, customer_id
    returning id, name, customer_id
)

select created.id as milestone_id
  from created
  join planned on planned.name = created.name
 order by planned.position, created.customer_id
