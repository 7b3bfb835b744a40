-- event:   deduct_retainers
-- returns: per deduction written: proforma_id, retainer_id, line_no, transaction_amount (deducted), transaction_currency
-- keeps:   of no retainer more is deducted than is open; who reads the same retainer has locked its contract
-- source:  docs/rules/retainers.md#applying

with drafts as materialized (
    select proforma.id as proforma_id, proforma.contract_id, proforma.customer_id,
           coalesce(max(detail.line_no), 0) as last_line_no,
           coalesce(bool_or(detail.retainer_use = 'refunded'
                            or detail.retainer_use = 'applied'
                               and detail.unit <> 'hour'
                               and not %(is_automatic)s::boolean), false) as is_left,
           -- What was lowered or taken off by somebody stays so: what came later is deducted from, and no more.
           greatest(least(coalesce(sum(detail.transaction_amount)
                                   filter (where detail.billing_type = 'chargeable'
                                             and detail.retainer_use in ('', 'applied')), 0),
                          coalesce(sum(detail.transaction_amount)
                                   filter (where detail.billing_type = 'chargeable'
                                             and detail.retainer_use = ''
                                             and detail.line_no > given.after_line_no), 0)
                          - given.drawn_amount), 0) as charged_amount
      from unnest(%(proforma_ids)s::bigint[], %(after_line_nos)s::integer[], %(drawn_amounts)s::numeric[])
             as given (proforma_id, after_line_no, drawn_amount)
      join billing_proforma as proforma on proforma.id = given.proforma_id
      join agreements_contract as contract on contract.id = proforma.contract_id
      left join billing_proforma_detail as detail on detail.proforma_id = proforma.id
     where proforma.company_id = %(company_id)s
       and proforma.status = 'draft'
       and (contract.applies_retainers or not %(is_automatic)s::boolean)
     group by proforma.id, given.drawn_amount
),

-- What drafts charge and what retainers have available lie end to end, in their orders; where they overlap, the
-- retainer pays for the draft.
charged as (
    select proforma_id, contract_id, customer_id, charged_amount,
           sum(charged_amount) over (partition by contract_id, customer_id order by proforma_id) as charged_through
      from drafts
     where not is_left
       and charged_amount > 0
       and not %(is_chosen)s::boolean
),

available as (
    select retainer.id as retainer_id, retainer.contract_id, retainer.customer_id,
           retainer.open_amount - retainer.drafted_amount as amount,
           sum(retainer.open_amount - retainer.drafted_amount)
               over (partition by retainer.contract_id, retainer.customer_id
                         order by retainer.retainer_date, retainer.id) as through
      from billing_retainer as retainer
     where retainer.company_id = %(company_id)s
       and retainer.contract_id in (select contract_id from charged)
       and retainer.hours is null
       and retainer.open_amount > retainer.drafted_amount
),

planned as materialized (
    select charged.proforma_id, available.retainer_id,
           least(charged.charged_through, available.through)
           - greatest(charged.charged_through - charged.charged_amount, available.through - available.amount)
               as amount
      from charged
      join available
        on available.contract_id = charged.contract_id
       and available.customer_id = charged.customer_id
       and available.through > charged.charged_through - charged.charged_amount
       and available.through - available.amount < charged.charged_through
     union all
    select drafts.proforma_id, given.retainer_id, given.amount
      from drafts
     cross join unnest(%(retainer_ids)s::bigint[], %(amounts)s::numeric[]) as given (retainer_id, amount)
),

known as materialized (
    select planned.proforma_id, planned.retainer_id,
           planned.amount - case when %(is_automatic)s::boolean then coalesce(detail.transaction_amount, 0) else 0 end
               as amount,
           detail.line_no,
           detail.transaction_amount as known_amount
      from planned
      left join billing_proforma_detail as detail
        on detail.proforma_id = planned.proforma_id
       and detail.retainer_id = planned.retainer_id
),

changed as (
    update billing_proforma_detail as detail
       set act_id = %(act_id)s,
           unit_price = known.amount,
           transaction_amount = -known.amount,
           source_amount = -known.amount
      from known
     where detail.proforma_id = known.proforma_id
       and detail.line_no = known.line_no
    returning detail.proforma_id, detail.retainer_id, detail.line_no, detail.transaction_amount
),

detailed as (
    insert into billing_proforma_detail
           (proforma_id, line_no, company_id, contract_line_id, project_id, transaction_class, transaction_date,
            retainer_id, retainer_use, retainer_sale_id, is_correction, quantity, source_quantity, unit, unit_price,
            transaction_amount, source_amount, billing_type, reason, ready_act_id, act_id)
    select known.proforma_id,
           drafts.last_line_no + row_number() over (partition by known.proforma_id
                                                        order by retainer.retainer_date, retainer.id),
           %(company_id)s, retainer.contract_line_id, line.project_id, 'retainer', retainer.retainer_date,
           retainer.id, 'applied', retainer.billed_actual_id, false, 1, 1, 'piece', known.amount, -known.amount,
           -known.amount, 'chargeable', '', %(act_id)s, %(act_id)s
      from known
      join drafts on drafts.proforma_id = known.proforma_id
      join billing_retainer as retainer on retainer.id = known.retainer_id
      join agreements_contract_line as line on line.id = retainer.contract_line_id
     where known.line_no is null
    returning proforma_id, retainer_id, line_no, transaction_amount
),

lined as (
    insert into billing_proforma_line (proforma_id, contract_line_id)
    select distinct known.proforma_id, retainer.contract_line_id
      from known
      join billing_retainer as retainer on retainer.id = known.retainer_id
        on conflict do nothing
),

drafted as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           drafted_amount = retainer.drafted_amount + taken.amount
      from (select retainer_id, sum(amount + coalesce(known_amount, 0)) as amount
              from known
             group by retainer_id) as taken
     where retainer.id = taken.retainer_id
)

select written.proforma_id, written.retainer_id, written.line_no, -written.transaction_amount as transaction_amount,
       retainer.transaction_currency
  from (select proforma_id, retainer_id, line_no, transaction_amount
          from changed
         union all
        select proforma_id, retainer_id, line_no, transaction_amount
          from detailed) as written
  join billing_retainer as retainer on retainer.id = written.retainer_id
 order by written.proforma_id, written.line_no
