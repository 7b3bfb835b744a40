-- read:    why
-- returns: per entry and milestone asked for, and share of it that stands for itself: what (as people call it), why (a word
--          of why.py), detail (names for its sentence), person and acted_at (who brought it there, and when)
-- source:  docs/rules/billing.md#why-work-is-not-billed

with asked as materialized (
    select entry.id, entry.status, entry.project_id, entry.transaction_class, entry.task_id, entry.act_id,
           entry.quantity, entry.billable_quantity,
           coalesce(entry.external_reference, entry.id::text) as reference, approval.comment,
           approval.act_id as decision_act_id
      from work_entry as entry
      left join work_approval as approval on approval.id = entry.approval_id
     where entry.company_id = %(company_id)s::bigint
       and entry.id = any(%(entry_ids)s::bigint[])
),

-- Of what is approved, or written on a proforma that is confirmed: its cost, and its sales that stand.
recorded as (
    select asked.id, asked.reference, asked.decision_act_id, actual.id as actual_id, actual.transaction_type,
           actual.contract_line_id, actual.proforma_id, actual.billing_type, actual.transaction_amount,
           actual.act_id, customer.name as customer
      from actuals_of_entries(%(company_id)s::bigint, %(entry_ids)s::bigint[]) as own
      join asked on asked.id = own.entry_id
      join actuals_actual as actual on actual.id = own.actual_id
      left join masterdata_customer as customer on customer.id = actual.customer_id
     where asked.status in ('approved', 'written')
       and actual.reverses_id is null
       and not exists (select
                         from actuals_actual as reversal
                        where reversal.reverses_id = actual.id)
),

found as (
    select reference as what, status as why, coalesce(comment, '') as detail, act_id
      from asked
     where status not in ('approved', 'written')
     union all
    select asked.reference, 'on_draft', proforma.number, asked.act_id
      from asked
      join billing_proforma_detail as detail on detail.entry_id = asked.id
      join billing_proforma as proforma on proforma.id = detail.proforma_id
     where asked.status = 'written'
       and proforma.status = 'draft'
     union all
    select asked.reference, move.refusal, move.found, asked.act_id
      from actuals_moves_of_work(%(company_id)s::bigint,
                                 array(select id from asked where status not in ('approved', 'written'))) as move
      join asked on asked.id = move.entry_id
     where move.refusal is not null
       and move.refusal <> 'EntryNotApproved'
     union all
    select asked.reference, 'uncovered', uncovered.reason, asked.act_id
      from asked
     cross join lateral agreements_uncovered(%(company_id)s::bigint, asked.project_id, asked.transaction_class,
                                             asked.task_id) as uncovered
     where asked.status not in ('approved', 'written')
       and not exists (select
                         from agreements_covering_line(%(company_id)s::bigint, asked.project_id,
                                                       asked.transaction_class, coalesce(asked.task_id, 0)))
     union all
    select recorded.reference, 'uncovered', uncovered.reason, recorded.decision_act_id
      from recorded
      join asked on asked.id = recorded.id
     cross join lateral agreements_uncovered(%(company_id)s::bigint, asked.project_id, asked.transaction_class,
                                             asked.task_id) as uncovered
     where recorded.transaction_type = 'cost'
       and recorded.contract_line_id is null
     union all
    select distinct recorded.reference, 'rounded',
           format('%%s h as %%s h, as %%s rounds %%s minutes', trim_scale(asked.quantity),
                  trim_scale(asked.billable_quantity), contract.number, contract.time_rounding),
           recorded.decision_act_id
      from recorded
      join asked on asked.id = recorded.id
      join agreements_contract_line as line on line.id = recorded.contract_line_id
      join agreements_contract as contract on contract.id = line.contract_id
     where asked.transaction_class = 'time'
       and asked.billable_quantity <> asked.quantity
       and asked.billable_quantity = agreements_rounded_hours(asked.quantity, contract.time_rounding)
     union all
    select recorded.reference, 'fixed_price', contract.number || '/' || line.name, recorded.decision_act_id
      from recorded
      join agreements_contract_line as line
        on line.id = recorded.contract_line_id
       and line.billing_method = 'fixed_price'
      join agreements_contract as contract on contract.id = line.contract_id
     where recorded.transaction_type = 'cost'
     union all
    select concat_ws(', ', recorded.reference, recorded.customer), state.why,
           case state.why when 'draft_contract' then contract.number
                          when 'over_limit' then backlog.limit_reason
                          when 'held' then backlog.hold_reason || coalesce(', until ' || backlog.held_until, '')
                          when 'on_draft' then proforma.number
                          else ''
            end,
           case when state.why = 'held' then backlog.hold_act_id else backlog.act_id end
      from recorded
      join billing_backlog_line as backlog on backlog.actual_id = recorded.actual_id
      join agreements_contract as contract on contract.id = backlog.contract_id
      left join billing_proforma as proforma on proforma.id = backlog.proforma_id
     cross join lateral (
           select case when backlog.proforma_id is not null then 'on_draft'
                       when backlog.limit_status = 'failed' then 'over_limit'
                       when contract.status = 'draft' then 'draft_contract'
                       when backlog.limit_status = 'not_evaluated' then 'not_evaluated'
                       when backlog.hold_reason <> '' then 'held'
                       when backlog.billing_status = 'ready_to_invoice' then 'ready'
                       else 'not_marked'
                   end as why
            union all
           select backlog.billing_type
            where backlog.billing_type <> 'chargeable'
       ) as state
     where recorded.transaction_type = 'unbilled_sales'
     union all
    -- What adjusted the sale that stands, unless that was undone.
    select concat_ws(', ', recorded.reference, recorded.customer), adjustment.kind,
           concat_ws(', ', 'act ' || adjustment.act_id,
                     trim_scale(adjustment.transaction_amount) || ' ' || adjustment.transaction_currency,
                     reason.code, nullif(adjustment.reason, '')) || '.',
           adjustment.act_id
      from recorded
      join actuals_adjustment as adjustment on adjustment.entry_id = recorded.id
      left join masterdata_write_off_reason as reason on reason.id = adjustment.write_off_reason_id
     where recorded.transaction_type = 'unbilled_sales'
       and recorded.actual_id in (adjustment.kept_actual_id, adjustment.rest_actual_id)
       and adjustment.undoes_id is null
     union all
    select concat_ws(', ', recorded.reference, recorded.customer),
           case when invoice.number is not null then 'invoiced'
                when proforma.is_nil then 'nothing_charged'
                when proposal.status = 'header_only' then 'waits_for_journal'
                else 'proposed'
            end,
           coalesce(invoice.number, proforma.number), recorded.act_id
      from recorded
      join billing_proforma as proforma on proforma.id = recorded.proforma_id
      left join accounting_proposal as proposal on proposal.proforma_id = proforma.id
      left join ledger_invoice as invoice on invoice.proposal_id = proposal.id
     where recorded.transaction_type = 'billed_sales'
     union all
    select concat_ws(', ', milestone.name, customer.name), state.why,
           case state.why when 'draft_contract' then contract.number
                          when 'on_draft' then proforma.number
                          when 'invoiced' then invoice.number
                          when 'held' then milestone.hold_reason || coalesce(', until ' || milestone.held_until, '')
                          else coalesce(proforma.number, '')
            end,
           case when state.why = 'held' then milestone.hold_act_id else milestone.act_id end
      from billing_milestone as milestone
      join agreements_contract as contract on contract.id = milestone.contract_id
      join masterdata_customer as customer on customer.id = milestone.customer_id
      left join billing_proforma as proforma on proforma.id = milestone.proforma_id
      left join accounting_proposal as proposal on proposal.proforma_id = proforma.id
      left join ledger_invoice as invoice on invoice.proposal_id = proposal.id
     cross join lateral (values (
           case when milestone.status = 'customer_invoice_created' then 'on_draft'
                when invoice.number is not null then 'invoiced'
                when milestone.status = 'customer_invoice_posted' then 'proposed'
                when contract.status = 'draft' then 'draft_contract'
                when milestone.status = 'ready_to_invoice' then 'ready'
                when milestone.hold_reason <> '' then 'held'
                else 'not_marked'
            end)) as state (why)
     where milestone.company_id = %(company_id)s::bigint
       and milestone.id = any(%(milestone_ids)s::bigint[])
)

select distinct found.what, found.why, found.detail, coalesce(person.username, '') as person, act.acted_at
  from found
  left join people_act as act on act.id = found.act_id
  left join people_person as person on person.id = act.person_id
 order by found.what, act.acted_at, found.why, found.detail
