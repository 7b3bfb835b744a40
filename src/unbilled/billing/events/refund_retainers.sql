-- event:   refund_retainers
-- returns: per draft: proforma_id, contract_id, customer_id, detail_count, transaction_amount (negative), transaction_currency
-- keeps:   what is on a draft to be given back is not applied meanwhile
-- source:  docs/rules/retainers.md#refunding

with wanted as materialized (
    select retainer.id as retainer_id, retainer.contract_id, retainer.contract_line_id, retainer.customer_id,
           retainer.retainer_date, retainer.billed_actual_id, retainer.transaction_currency, worth.quantity, worth.unit,
           coalesce(retainer.unit_price, worth.amount) as unit_price, worth.amount
      from unnest(%(retainer_ids)s::bigint[], %(amounts)s::numeric[]) as given (retainer_id, amount)
      join billing_retainer as retainer on retainer.id = given.retainer_id
      join companies_currency as currency on currency.code = retainer.transaction_currency
     cross join lateral (
              select case when retainer.hours is null then 1 else given.amount end as quantity,
                     case when retainer.hours is null then 'piece' else 'hour' end as unit,
                     case when retainer.hours is null then given.amount
                          when given.amount = retainer.open_hours - retainer.drafted_hours
                          then retainer.open_amount - retainer.drafted_amount
                          else round(given.amount * retainer.unit_price, currency.digits)
                      end as amount
          ) as worth
     where retainer.company_id = %(company_id)s
),

numbered as materialized (
    select nextval('billing_proforma_id_seq') as proforma_id, contract_id, customer_id, transaction_currency
      from (select distinct contract_id, customer_id, transaction_currency
              from wanted
             order by contract_id, customer_id) as ordered
),

drafted as (
    insert into billing_proforma
           (id, company_id, number, contract_id, customer_id, transaction_currency, status, reason,
            is_nil, created_on, created_act_id, act_id)
    select proforma_id, %(company_id)s, 'new ' || proforma_id::text, contract_id, customer_id,
           transaction_currency, 'draft', %(reason)s, false, %(acted_on)s::date, %(act_id)s, %(act_id)s
      from numbered
),

lined as (
    insert into billing_proforma_line (proforma_id, contract_line_id)
    select numbered.proforma_id, line.id
      from numbered
      join agreements_contract_line as line on line.contract_id = numbered.contract_id
),

detailed as (
    insert into billing_proforma_detail
           (proforma_id, line_no, company_id, contract_line_id, project_id, transaction_class, transaction_date,
            retainer_id, retainer_use, retainer_sale_id, is_correction, quantity, source_quantity, unit, unit_price,
            transaction_amount, source_amount, billing_type, reason, ready_act_id, act_id)
    select numbered.proforma_id,
           row_number() over (partition by numbered.proforma_id order by wanted.retainer_date, wanted.retainer_id),
           %(company_id)s, wanted.contract_line_id, line.project_id, 'retainer', wanted.retainer_date,
           wanted.retainer_id, 'refunded', wanted.billed_actual_id, false, wanted.quantity, wanted.quantity, wanted.unit,
           wanted.unit_price,
           -wanted.amount, -wanted.amount, 'chargeable', '', %(act_id)s, %(act_id)s
      from wanted
      join numbered
        on numbered.contract_id = wanted.contract_id
       and numbered.customer_id = wanted.customer_id
      join agreements_contract_line as line on line.id = wanted.contract_line_id
    returning proforma_id, transaction_amount
),

reserved as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           drafted_amount = retainer.drafted_amount + wanted.amount,
           drafted_hours = retainer.drafted_hours
                           + case when retainer.hours is null then 0 else wanted.quantity end
      from wanted
     where retainer.id = wanted.retainer_id
)

select numbered.proforma_id, numbered.contract_id, numbered.customer_id, count(*) as detail_count,
       sum(detailed.transaction_amount) as transaction_amount, numbered.transaction_currency
  from numbered
  join detailed on detailed.proforma_id = numbered.proforma_id
 group by numbered.proforma_id, numbered.contract_id, numbered.customer_id, numbered.transaction_currency
 order by numbered.contract_id, numbered.customer_id
