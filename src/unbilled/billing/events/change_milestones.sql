-- event:   change_milestones
-- moves:   billing_milestone ready_to_invoice -> not_ready
-- returns: milestone_id per part that is there after the change
-- keeps:   the parts of a milestone sum to it: of an amount that is split, the rounding customer takes what rounding leaves
-- source:  docs/rules/billing.md#changing-milestones; docs/rules/actuals.md#splits

with asked as materialized (
    select one.name, one.new_name, one.milestone_date, one.amount, one.is_split, one.customer_ids, one.amounts
      from jsonb_to_recordset(%(changes)s::jsonb)
        as one (name text, new_name text, milestone_date date, amount numeric, is_split boolean,
                customer_ids bigint[], amounts numeric[])
),

-- What each customer is to pay: as it was, as it is said, or by the shares of the line.
wanted as materialized (
    select asked.name, asked.new_name, asked.milestone_date, given.customer_id, given.amount
      from asked
     cross join lateral unnest(asked.customer_ids, asked.amounts) as given (customer_id, amount)
     where not asked.is_split
     union all
    select asked.name, asked.new_name, asked.milestone_date, share.customer_id, part.part
      from asked
     cross join agreements_contract_line as line
      join agreements_contract as contract on contract.id = line.contract_id
      join companies_currency as currency on currency.code = contract.currency_id
     cross join lateral agreements_shares(line.id) as share
     cross join lateral agreements_part(asked.amount, share.split_percent, share.percents_before, share.takes_rest,
                                        currency.digits) as part
     where asked.is_split
       and line.company_id = %(company_id)s
       and line.id = %(contract_line_id)s
),

dropped as (
    delete from billing_milestone as milestone
     using asked
     where milestone.company_id = %(company_id)s
       and milestone.contract_line_id = %(contract_line_id)s
       and milestone.name = asked.name
       and not exists (select
                         from wanted
                        where wanted.name = milestone.name
                          and wanted.customer_id = milestone.customer_id
                          and wanted.amount <> 0)
),

renamed as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           name = wanted.new_name,
           milestone_date = wanted.milestone_date
      from wanted
     where milestone.company_id = %(company_id)s
       and milestone.contract_line_id = %(contract_line_id)s
       and milestone.name = wanted.name
       and milestone.customer_id = wanted.customer_id
       and milestone.transaction_amount = wanted.amount
    returning milestone.id
),

-- Whoever marked an amount ready did not mark another one.
changed as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           name = wanted.new_name,
           milestone_date = wanted.milestone_date,
           transaction_amount = wanted.amount,
           status = 'not_ready',
           ready_act_id = null
      from wanted
     where milestone.company_id = %(company_id)s
       and milestone.contract_line_id = %(contract_line_id)s
       and milestone.name = wanted.name
       and milestone.customer_id = wanted.customer_id
       and milestone.transaction_amount <> wanted.amount
       and milestone.status in ('not_ready', 'ready_to_invoice')
       and wanted.amount <> 0
    returning milestone.id
),

added as (
    insert into billing_milestone
           (company_id, contract_id, contract_line_id, customer_id, name, milestone_date, transaction_amount,
            transaction_currency, status, act_id)
    select %(company_id)s, contract.id, %(contract_line_id)s, wanted.customer_id, wanted.new_name,
           wanted.milestone_date, wanted.amount, contract.currency_id, 'not_ready', %(act_id)s
      from wanted
      join agreements_contract_line as line on line.id = %(contract_line_id)s
      join agreements_contract as contract on contract.id = line.contract_id
     where wanted.amount <> 0
       and not exists (select
                         from billing_milestone as known
                        where known.contract_line_id = %(contract_line_id)s
                          and known.name = wanted.name
                          and known.customer_id = wanted.customer_id)
     order by wanted.new_name, wanted.customer_id
    returning id
)

select id as milestone_id from renamed
 union all
select id from changed
 union all
select id from added
 order by milestone_id
