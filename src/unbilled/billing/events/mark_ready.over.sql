-- event:   mark_ready
-- returns: per milestone just marked whose contract, or customer of the contract, would be billed more than its limit: milestone_id, name (what is over which limit)
-- keeps:   milestones stay within the limits of the contract and of its customers
-- source:  docs/rules/billing.md#limits

with marked as (
    select milestone.id, milestone.name, milestone.contract_id, milestone.customer_id
      from billing_milestone as milestone
     where milestone.company_id = %(company_id)s
       and milestone.id = any(%(milestone_ids)s::bigint[])
),

over as (
    select limits.level, limits.contract_id, limits.customer_id, limits.limit_amount,
           sum(used.billed_amount + used.drafted_amount + used.committed_amount) - limits.limit_amount as amount
      from agreements_limits(%(company_id)s) as limits
      join billing_used_of_limits(%(company_id)s, array(select contract_id from marked), '{}') as used
        on used.contract_id = limits.contract_id
       and (limits.customer_id is null or used.customer_id = limits.customer_id)
     where limits.level in ('contract', 'contract_customer')
       and limits.contract_id in (select contract_id from marked)
     group by limits.level, limits.contract_id, limits.customer_id, limits.limit_amount
    having sum(used.billed_amount + used.drafted_amount + used.committed_amount) > limits.limit_amount
)

select marked.id as milestone_id,
       format('%%s of contract %%s (limit of %%s, %%s %%s, over by %%s %%s)', marked.name, contract.number,
              case over.level when 'contract' then 'the contract' else customer.name end,
              round(over.limit_amount, currency.digits), currency.code, round(over.amount, currency.digits),
              currency.code) as name
  from marked
  join over
    on over.contract_id = marked.contract_id
   and (over.customer_id is null or over.customer_id = marked.customer_id)
  join agreements_contract as contract on contract.id = marked.contract_id
  join companies_currency as currency on currency.code = contract.currency_id
  left join masterdata_customer as customer on customer.id = over.customer_id
 order by marked.id, over.level
