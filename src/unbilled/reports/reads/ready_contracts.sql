-- read:    ready_contracts
-- returns: contracts with work, milestones or retainers that are ready to invoice, largest amount first within its currency, the
--          accounting currency first: contract_id, number, name, customer, record_count, amount before tax

with ready as (
    select line.contract_id, sum(total.line_count) as record_count,
           coalesce(sum(total.transaction_amount) filter (where total.billing_type = 'chargeable'), 0) as amount
      from billing_backlog_total as total
      join agreements_contract_line as line on line.id = total.contract_line_id
     where total.company_id = %(company_id)s
       and total.billing_status = 'ready_to_invoice'
     group by line.contract_id
     union all
    select contract_id, count(*), sum(transaction_amount)
      from billing_milestone
     where company_id = %(company_id)s
       and status = 'ready_to_invoice'
     group by contract_id
     union all
    select contract_id, count(*), sum(transaction_amount)
      from billing_retainer
     where company_id = %(company_id)s
       and status = 'ready_to_invoice'
     group by contract_id
),

contracts as (
    select contract_id, sum(record_count)::bigint as record_count, sum(amount) as amount
      from ready
     group by contract_id
),

-- Names are joined to the few that are shown.
largest as (
    select contract.id, contract.number, contract.name, contract.currency_id as currency, contracts.record_count,
           contracts.amount, contract.currency_id <> company.accounting_currency_id as is_foreign
      from contracts
      join agreements_contract as contract on contract.id = contracts.contract_id
      join companies_company as company on company.id = contract.company_id
     where (%(sight_person_id)s::bigint is null
            or contracts.contract_id in (select own.contract_id
                         from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own))
       and %(currency)s::text in ('', contract.currency_id)
     order by is_foreign, currency, contracts.amount desc, contract.number
     limit %(limit)s
)

select largest.id as contract_id, largest.number, largest.name, coalesce(customer.name, '') as customer,
       largest.record_count, largest.amount, largest.currency
  from largest
  left join agreements_contract_customer as agreed on agreed.contract_id = largest.id and agreed.is_primary
  left join masterdata_customer as customer on customer.id = agreed.customer_id
 order by largest.is_foreign, largest.currency, largest.amount desc, largest.number
