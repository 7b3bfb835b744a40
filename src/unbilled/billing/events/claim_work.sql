-- event:   claim_work
-- moves:   billing_backlog_line ready_to_invoice -> customer_invoice_created;
--          billing_milestone ready_to_invoice -> customer_invoice_created;
--          billing_retainer ready_to_invoice -> customer_invoice_created
-- returns: per draft that got something: proforma_id, detail_count, transaction_amount (chargeable details)
-- keeps:   work is on one proforma at most; what is claimed is a detail, and the other way round
-- source:  docs/rules/billing.md#creating-proformas; docs/rules/billing.md#adding-to-a-draft

with drafts as materialized (
    select draft.proforma_id, draft.contract_id, draft.customer_id, draft.last_line_no
      from unnest(%(proforma_ids)s::bigint[], %(contract_ids)s::bigint[], %(customer_ids)s::bigint[],
                  %(last_line_nos)s::integer[]) as draft (proforma_id, contract_id, customer_id, last_line_no)
),

ready as materialized (
    select ready.id, ready.is_milestone, drafts.proforma_id
      from billing_ready_work(%(company_id)s, %(contract_ids)s::bigint[], %(through)s::date,
                              %(actual_ids)s::bigint[], %(milestone_ids)s::bigint[]) as ready
      join drafts
        on drafts.contract_id = ready.contract_id
       and drafts.customer_id = ready.customer_id
),

claimed_lines as (
    update billing_backlog_line as line
       set act_id = %(act_id)s,
           billing_status = 'customer_invoice_created',
           proforma_id = ready.proforma_id
      from ready
     where line.actual_id = ready.id
       and not ready.is_milestone
       and case when line.billing_status = 'ready_to_invoice' then true end
    returning line.proforma_id, line.actual_id, line.contract_line_id, line.ready_act_id
),

claimed_milestones as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           status = 'customer_invoice_created',
           proforma_id = ready.proforma_id
      from ready
     where milestone.id = ready.id
       and ready.is_milestone
       and case when milestone.status = 'ready_to_invoice' then true end
    returning milestone.proforma_id, milestone.id as milestone_id, milestone.contract_line_id,
              milestone.milestone_date, milestone.transaction_amount, milestone.quantity, milestone.unit,
              milestone.unit_price, milestone.ready_act_id
),

claimed_retainers as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           status = 'customer_invoice_created',
           proforma_id = drafts.proforma_id
      from billing_ready_retainers(%(company_id)s, %(contract_ids)s::bigint[], %(through)s::date,
                                   %(retainer_ids)s::bigint[]) as ready
      join drafts
        on drafts.contract_id = ready.contract_id
       and drafts.customer_id = ready.customer_id
     where retainer.id = ready.id
       and retainer.status = 'ready_to_invoice'
    returning retainer.proforma_id, retainer.id as retainer_id, retainer.contract_line_id,
              retainer.retainer_date, retainer.transaction_amount, retainer.hours, retainer.unit_price,
              retainer.ready_act_id
),

claimed as (
    select claimed_lines.proforma_id, claimed_lines.contract_line_id, sale.project_id,
           sale.transaction_class, sale.transaction_date, sale.id as actual_id, null::bigint as milestone_id,
           null::bigint as retainer_id, sale.quantity, sale.unit, sale.unit_price, sale.transaction_amount, sale.billing_type,
           claimed_lines.ready_act_id
      from claimed_lines
      join actuals_actual as sale on sale.id = claimed_lines.actual_id
     union all
    select claimed_milestones.proforma_id, claimed_milestones.contract_line_id, line.project_id,
           case when claimed_milestones.quantity is null then 'milestone' else 'product' end,
           claimed_milestones.milestone_date, null, claimed_milestones.milestone_id, null,
           coalesce(claimed_milestones.quantity, 1), coalesce(claimed_milestones.unit, 'piece'),
           coalesce(claimed_milestones.unit_price, claimed_milestones.transaction_amount),
           claimed_milestones.transaction_amount, 'chargeable', claimed_milestones.ready_act_id
      from claimed_milestones
      join agreements_contract_line as line on line.id = claimed_milestones.contract_line_id
     union all
    select claimed_retainers.proforma_id, claimed_retainers.contract_line_id, line.project_id, 'retainer',
           claimed_retainers.retainer_date, null, null, claimed_retainers.retainer_id, coalesce(claimed_retainers.hours, 1),
           case when claimed_retainers.hours is null then 'piece' else 'hour' end,
           coalesce(claimed_retainers.unit_price, claimed_retainers.transaction_amount),
           claimed_retainers.transaction_amount, 'chargeable',
           claimed_retainers.ready_act_id
      from claimed_retainers
      join agreements_contract_line as line on line.id = claimed_retainers.contract_line_id
),

detailed as (
    insert into billing_proforma_detail
           (proforma_id, line_no, company_id, contract_line_id, project_id, transaction_class,
            transaction_date, actual_id, milestone_id, retainer_id, retainer_use, is_correction, quantity, source_quantity, unit,
            unit_price, transaction_amount, source_amount, billing_type, reason, ready_act_id, act_id)
    select claimed.proforma_id,
           drafts.last_line_no
           + row_number() over (partition by claimed.proforma_id
                                    order by line.line_no, claimed.transaction_date,
                                             claimed.actual_id, claimed.milestone_id,
                                             claimed.retainer_id),
           %(company_id)s, claimed.contract_line_id, claimed.project_id, claimed.transaction_class,
           claimed.transaction_date, claimed.actual_id, claimed.milestone_id, claimed.retainer_id,
           case when claimed.retainer_id is null then '' else 'invoiced' end, false, claimed.quantity,
           claimed.quantity, claimed.unit, claimed.unit_price, claimed.transaction_amount,
           claimed.transaction_amount, claimed.billing_type, '', claimed.ready_act_id, %(act_id)s
      from claimed
      join drafts on drafts.proforma_id = claimed.proforma_id
      join agreements_contract_line as line on line.id = claimed.contract_line_id
    returning proforma_id, transaction_amount, billing_type
)

select proforma_id, count(*) as detail_count,
       coalesce(sum(transaction_amount) filter (where billing_type = 'chargeable'), 0) as transaction_amount
  from detailed
 group by proforma_id
 order by proforma_id
