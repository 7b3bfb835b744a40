-- event:   add_to_proforma
-- moves:   billing_backlog_line ready_to_invoice -> customer_invoice_created;
--          billing_milestone ready_to_invoice -> customer_invoice_created
-- returns: line_no per detail added
-- keeps:   work is on one proforma at most; what is claimed is a detail, and the other way round
-- source:  docs/rules/billing.md#adding-to-a-draft

with draft as (
    select proforma.id as proforma_id, proforma.contract_id, proforma.customer_id,
           (select coalesce(max(detail.line_no), 0)
              from billing_proforma_detail as detail
             where detail.proforma_id = proforma.id) as last_line_no
      from billing_proforma as proforma
     where proforma.company_id = %(company_id)s
       and proforma.id = %(proforma_id)s
       and proforma.status = 'draft'
),

claimed_lines as (
    update billing_backlog_line as line
       set act_id = %(act_id)s,
           billing_status = 'customer_invoice_created',
           proforma_id = draft.proforma_id
      from draft
     where line.company_id = %(company_id)s
       and line.contract_id = draft.contract_id
       and line.customer_id = draft.customer_id
       and line.billing_status = 'ready_to_invoice'
       and (line.transaction_date <= %(through)s::date or line.actual_id = any(%(actual_ids)s::bigint[]))
    returning line.actual_id, line.contract_line_id, line.ready_act_id
),

claimed_milestones as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           status = 'customer_invoice_created',
           proforma_id = draft.proforma_id
      from draft
     where milestone.company_id = %(company_id)s
       and milestone.contract_id = draft.contract_id
       and milestone.customer_id = draft.customer_id
       and milestone.status = 'ready_to_invoice'
       and (milestone.milestone_date <= %(through)s::date or milestone.id = any(%(milestone_ids)s::bigint[]))
    returning milestone.id as milestone_id, milestone.contract_line_id, milestone.milestone_date,
              milestone.transaction_amount, milestone.ready_act_id
),

claimed as (
    select claimed_lines.contract_line_id, sale.project_id, sale.transaction_class, sale.transaction_date,
           sale.id as actual_id, null::bigint as milestone_id, sale.quantity, sale.unit, sale.unit_price,
           sale.transaction_amount, sale.billing_type, claimed_lines.ready_act_id
      from claimed_lines
      join actuals_actual as sale on sale.id = claimed_lines.actual_id
     union all
    select claimed_milestones.contract_line_id, line.project_id, 'milestone', claimed_milestones.milestone_date, null,
           claimed_milestones.milestone_id, 1, 'piece', claimed_milestones.transaction_amount,
           claimed_milestones.transaction_amount, 'chargeable', claimed_milestones.ready_act_id
      from claimed_milestones
      join agreements_contract_line as line on line.id = claimed_milestones.contract_line_id
),

-- A line that the contract got since the draft was made is listed too.
lined as (
    insert into billing_proforma_line (proforma_id, contract_line_id)
    select draft.proforma_id, line.id
      from draft
      join agreements_contract_line as line on line.contract_id = draft.contract_id
     where not exists (select
                         from billing_proforma_line as known
                        where known.proforma_id = draft.proforma_id
                          and known.contract_line_id = line.id)
)

insert into billing_proforma_detail
       (proforma_id, line_no, company_id, contract_line_id, project_id, transaction_class, transaction_date,
        actual_id, milestone_id, is_correction, quantity, source_quantity, unit, unit_price, transaction_amount,
        source_amount, billing_type, reason, ready_act_id, act_id)
select draft.proforma_id,
       draft.last_line_no + row_number() over (order by line.line_no, claimed.transaction_date, claimed.actual_id,
                                                        claimed.milestone_id),
       %(company_id)s, claimed.contract_line_id, claimed.project_id, claimed.transaction_class,
       claimed.transaction_date, claimed.actual_id, claimed.milestone_id, false, claimed.quantity, claimed.quantity,
       claimed.unit, claimed.unit_price, claimed.transaction_amount, claimed.transaction_amount,
       claimed.billing_type, '', claimed.ready_act_id, %(act_id)s
  from claimed
 cross join draft
  join agreements_contract_line as line on line.id = claimed.contract_line_id
returning line_no
