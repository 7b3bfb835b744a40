-- event:   create_milestones
-- returns: milestone_id per milestone and customer, in the order given, customers by id
-- keeps:   the shares of a milestone sum to it: the rounding customer takes what rounding leaves
-- source:  docs/rules/billing.md#milestones; docs/rules/actuals.md#splits

with planned as (
    select position, name, milestone_date, amount
      from unnest(%(names)s::text[], %(milestone_dates)s::date[], %(amounts)s::numeric[])
           with ordinality as given (name, milestone_date, amount, position)
),

customers as (
    select line.contract_id, share.customer_id, share.split_percent, currency.code, currency.digits,
           row_number() over (order by share.is_rounding desc, share.split_percent desc, share.id) = 1 as takes_rest
      from agreements_contract_line as line
      join agreements_contract as contract on contract.id = line.contract_id
      join companies_currency as currency on currency.code = contract.currency_id
      join agreements_line_customer as share on share.contract_line_id = line.id
     where line.company_id = %(company_id)s
       and line.id = %(contract_line_id)s
       and share.split_percent > 0
),

shares as (
    select planned.position, planned.name, planned.milestone_date, planned.amount,
           customers.contract_id, customers.customer_id, customers.takes_rest, customers.code,
           round(planned.amount * customers.split_percent / 100, customers.digits) as share
      from planned
     cross join customers
),

split as (
    select position, name, milestone_date, contract_id, customer_id, code,
           case when takes_rest then amount - (sum(share) over (partition by position) - share)
                else share
            end as transaction_amount
      from shares
),

created as (
    insert into billing_milestone
           (company_id, contract_id, contract_line_id, customer_id, name, milestone_date,
            transaction_amount, transaction_currency, status, act_id)
    select %(company_id)s, contract_id, %(contract_line_id)s, customer_id, name, milestone_date,
           transaction_amount, code, 'not_ready', %(act_id)s
      from split
     where transaction_amount <> 0
    returning id, name, customer_id
)

select created.id as milestone_id
  from created
  join planned on planned.name = created.name
 order by planned.position, created.customer_id
