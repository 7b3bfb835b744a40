-- event:   create_proformas
-- returns: per draft, with a line for each line of its contract: proforma_id, contract_id, customer_id, transaction_currency
-- keeps:   whoever pays something that is ready and meant gets one draft of a contract
-- source:  docs/rules/billing.md#creating-proformas

with payers as (
    select distinct contract_id, customer_id
      from billing_ready_work(%(company_id)s, %(contract_ids)s::bigint[], %(through)s::date,
                              %(actual_ids)s::bigint[], %(milestone_ids)s::bigint[])
     union
    select contract_id, customer_id
      from billing_ready_retainers(%(company_id)s, %(contract_ids)s::bigint[], %(through)s::date,
                                   %(retainer_ids)s::bigint[])
),

-- The number follows at the end of the transaction; until then the identity stands in for it.
numbered as (
    select nextval('billing_proforma_id_seq') as proforma_id, contract_id, customer_id
      from (select contract_id, customer_id from payers order by contract_id, customer_id) as ordered
),

drafted as (
    insert into billing_proforma
           (id, company_id, number, contract_id, customer_id, transaction_currency, status, reason,
            is_nil, scheduled_on, created_on, created_act_id, act_id)
    select numbered.proforma_id, %(company_id)s, 'new ' || numbered.proforma_id::text, numbered.contract_id,
           numbered.customer_id, contract.currency_id, 'draft', '', false, %(scheduled_on)s::date, %(acted_on)s::date,
           %(act_id)s, %(act_id)s
      from numbered
      join agreements_contract as contract on contract.id = numbered.contract_id
    returning id, contract_id, transaction_currency
),

lined as (
    insert into billing_proforma_line (proforma_id, contract_line_id)
    select drafted.id, line.id
      from drafted
      join agreements_contract_line as line on line.contract_id = drafted.contract_id
)

select numbered.proforma_id, numbered.contract_id, numbered.customer_id, drafted.transaction_currency
  from numbered
  join drafted on drafted.id = numbered.proforma_id
 order by numbered.contract_id, numbered.customer_id
