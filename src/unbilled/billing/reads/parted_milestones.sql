-- read:    parted_milestones
-- returns: per milestone whose parts are not those that the shares of its line give now, and customer: contract_line_id, name,
--          account of the customer, transaction_amount
-- source:  docs/rules/billing.md#milestones

with parts as (
    select milestone.contract_line_id, milestone.name, milestone.customer_id, milestone.transaction_amount
      from billing_milestone as milestone
     where milestone.company_id = %(company_id)s
       and milestone.quantity is null
),

shared as (
    select whole.contract_line_id, whole.name, share.customer_id, amount.part as transaction_amount
      from (select contract_line_id, name, sum(transaction_amount) as transaction_amount
              from parts
             group by contract_line_id, name) as whole
      join agreements_contract_line as line on line.id = whole.contract_line_id
      join agreements_contract as contract on contract.id = line.contract_id
      join companies_currency as currency on currency.code = contract.currency_id
     cross join lateral agreements_shares(line.id) as share
     cross join lateral agreements_part(whole.transaction_amount, share.split_percent, share.percents_before,
                                        share.takes_rest, currency.digits) as amount
     where amount.part <> 0
),

others as (
    select contract_line_id, name, customer_id, transaction_amount
      from parts
    except
    select contract_line_id, name, customer_id, transaction_amount
      from shared
)

select parts.contract_line_id, parts.name, customer.account, parts.transaction_amount
  from parts
  join masterdata_customer as customer on customer.id = parts.customer_id
 where (parts.contract_line_id, parts.name) in (select contract_line_id, name from others)
 order by parts.contract_line_id, parts.name, customer.account
