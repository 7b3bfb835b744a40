-- event:   add_retainers
-- returns: one row: contract_id, contract, status (of the contract), customer_id and customer (empty: not of the contract, or not said which), contract_line_id (empty: it has no
--          project), line (of which it was said), currency, digits, names (in use)
-- source:  docs/rules/retainers.md#retainers

select contract.id as contract_id, contract.number as contract, contract.status, customer.id as customer_id, customer.name as customer,
       chosen.id as contract_line_id, said.name as line, currency.code as currency, currency.digits,
       array(select retainer.name
               from billing_retainer as retainer
              where retainer.contract_id = contract.id
                and retainer.customer_id = customer.id
              order by retainer.name) as names
  from (values (%(contract_id)s::bigint)) as asked (id)
  left join agreements_contract as contract
    on contract.id = asked.id
   and contract.company_id = %(company_id)s
  left join companies_currency as currency on currency.code = contract.currency_id
  left join lateral (
           select min(known.customer_id) as customer_id
             from agreements_contract_customer as known
            where known.contract_id = contract.id
              and (%(customer_id)s::bigint is null or known.customer_id = %(customer_id)s::bigint)
           having count(*) = 1
       ) as payer on true
  left join masterdata_customer as customer on customer.id = payer.customer_id
  left join agreements_contract_line as said
    on said.contract_id = contract.id
   and said.id = %(contract_line_id)s::bigint
  left join lateral (
           select line.id
             from agreements_contract_line as line
            where line.contract_id = contract.id
              and line.project_id is not null
              and (%(contract_line_id)s::bigint is null or line.id = %(contract_line_id)s::bigint)
            order by line.line_no
            limit 1
       ) as chosen on true
