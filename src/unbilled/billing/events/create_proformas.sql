-- event:   create_proformas
-- moves:   billing_backlog_line ready_to_invoice -> customer_invoice_created;
--          billing_milestone ready_to_invoice -> customer_invoice_created
-- returns: per proforma: proforma_id, contract_id, customer_id, detail_count, transaction_amount (chargeable
--          details), transaction_currency
-- keeps:   work is on one proforma at most; what is claimed is a detail, and the other way round
-- source:  docs/rules/billing.md#creating-proformas

with picked_lines as (
    select actual_id, contract_id, customer_id
      from billing_backlog_line
     where company_id = %(company_id)s
       and contract_id = any(%(contract_ids)s::bigint[])
       and billing_status = 'ready_to_invoice'
       and ((not %(chosen)s and transaction_date <= %(through)s::date)
            or actual_id = any(%(actual_ids)s::bigint[]))
),

picked_milestones as (
    select id, contract_id, customer_id
      from billing_milestone
     where company_id = %(company_id)s
       and contract_id = any(%(contract_ids)s::bigint[])
       and status = 'ready_to_invoice'
       and ((not %(chosen)s and milestone_date <= %(through)s::date)
            or id = any(%(milestone_ids)s::bigint[]))
),

payers as (
    select contract_id, customer_id from picked_lines
     union
    select contract_id, customer_id from picked_milestones
),

-- The number follows at the end of the transaction; until then the identity stands in for it.
numbered as (
    select nextval('billing_proforma_id_seq') as proforma_id, contract_id, customer_id
      from (select contract_id, customer_id from payers order by contract_id, customer_id) as ordered
),

drafted as (
    insert into billing_proforma
           (id, company_id, number, contract_id, customer_id, transaction_currency, status, reason,
            is_nil, created_on, created_act_id, act_id)
    select numbered.proforma_id, %(company_id)s, 'new ' || numbered.proforma_id::text, numbered.contract_id,
           numbered.customer_id, contract.currency_id, 'draft', '', false, %(acted_on)s::date,
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
),

claimed_lines as (
    update billing_backlog_line as line
       set act_id = %(act_id)s,
           billing_status = 'customer_invoice_created',
           proforma_id = numbered.proforma_id
      from numbered
     where line.company_id = %(company_id)s
       and line.contract_id = numbered.contract_id
       and line.customer_id = numbered.customer_id
       and line.billing_status = 'ready_to_invoice'
       and ((not %(chosen)s and line.transaction_date <= %(through)s::date)
            or line.actual_id = any(%(actual_ids)s::bigint[]))
    returning line.proforma_id, line.actual_id, line.contract_line_id, line.ready_act_id
),

claimed_milestones as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           status = 'customer_invoice_created',
           proforma_id = numbered.proforma_id
      from numbered
     where milestone.company_id = %(company_id)s
       and milestone.contract_id = numbered.contract_id
       and milestone.customer_id = numbered.customer_id
       and milestone.status = 'ready_to_invoice'
       and ((not %(chosen)s and milestone.milestone_date <= %(through)s::date)
            or milestone.id = any(%(milestone_ids)s::bigint[]))
    returning milestone.proforma_id, milestone.id as milestone_id, milestone.contract_line_id,
              milestone.milestone_date, milestone.transaction_amount, milestone.ready_act_id
),

claimed as (
    select claimed_lines.proforma_id, claimed_lines.contract_line_id, sale.project_id,
           sale.transaction_class, sale.transaction_date, sale.id as actual_id, null::bigint as milestone_id,
           sale.quantity, sale.unit, sale.unit_price, sale.transaction_amount, sale.billing_type,
           claimed_lines.ready_act_id
      from claimed_lines
      join actuals_actual as sale on sale.id = claimed_lines.actual_id
     union all
    select claimed_milestones.proforma_id, claimed_milestones.contract_line_id, line.project_id,
           'milestone', claimed_milestones.milestone_date, null, claimed_milestones.milestone_id,
           1, 'piece', claimed_milestones.transaction_amount, claimed_milestones.transaction_amount,
           'chargeable', claimed_milestones.ready_act_id
      from claimed_milestones
      join agreements_contract_line as line on line.id = claimed_milestones.contract_line_id
),

detailed as (
    insert into billing_proforma_detail
           (proforma_id, line_no, company_id, contract_line_id, project_id, transaction_class,
            transaction_date, actual_id, milestone_id, is_correction, quantity, source_quantity, unit,
            unit_price, transaction_amount, source_amount, billing_type, reason, ready_act_id, act_id)
    select claimed.proforma_id,
           row_number() over (partition by claimed.proforma_id
                                  order by line.line_no, claimed.transaction_date,
                                           claimed.actual_id, claimed.milestone_id),
           %(company_id)s, claimed.contract_line_id, claimed.project_id, claimed.transaction_class,
           claimed.transaction_date, claimed.actual_id, claimed.milestone_id, false, claimed.quantity,
           claimed.quantity, claimed.unit, claimed.unit_price, claimed.transaction_amount,
           claimed.transaction_amount, claimed.billing_type, '', claimed.ready_act_id, %(act_id)s
      from claimed
      join agreements_contract_line as line on line.id = claimed.contract_line_id
    returning proforma_id, transaction_amount, billing_type
),

totals as (
    select proforma_id, count(*) as detail_count,
           coalesce(sum(transaction_amount) filter (where billing_type = 'chargeable'), 0) as transaction_amount
      from detailed
     group by proforma_id
)

select numbered.proforma_id, numbered.contract_id, numbered.customer_id, totals.detail_count,
       totals.transaction_amount, drafted.transaction_currency
  from numbered
  join drafted on drafted.id = numbered.proforma_id
  join totals on totals.proforma_id = numbered.proforma_id
 order by numbered.contract_id, numbered.customer_id
