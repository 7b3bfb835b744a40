-- event:   merge_drafts
-- returns: line_no per line that came to the draft that stays
-- keeps:   work on a draft is a detail of it; what was edited stays so
-- source:  docs/rules/billing.md#merging-drafts

with numbered as materialized (
    select detail.proforma_id, detail.line_no, detail.contract_line_id, detail.actual_id, detail.milestone_id,
           detail.retainer_id,
           (select max(kept.line_no)
              from billing_proforma_detail as kept
             where kept.proforma_id = %(proforma_id)s::bigint)
           + row_number() over (order by detail.proforma_id, detail.line_no) as new_line_no
      from billing_proforma_detail as detail
     where detail.company_id = %(company_id)s
       and detail.proforma_id = any(%(merged_ids)s::bigint[])
),

moved as (
    update billing_proforma_detail as detail
       set act_id = %(act_id)s,
           proforma_id = %(proforma_id)s::bigint,
           line_no = numbered.new_line_no
      from numbered
     where detail.proforma_id = numbered.proforma_id
       and detail.line_no = numbered.line_no
    returning detail.line_no
),

held_lines as (
    update billing_backlog_line as line
       set act_id = %(act_id)s,
           proforma_id = %(proforma_id)s::bigint
      from numbered
     where line.actual_id = numbered.actual_id
),

held_milestones as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           proforma_id = %(proforma_id)s::bigint
      from numbered
     where milestone.id = numbered.milestone_id
),

held_retainers as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           proforma_id = %(proforma_id)s::bigint
      from numbered
     where retainer.id = numbered.retainer_id
),

discounted as (
    update billing_discount as discount
       set act_id = %(act_id)s,
           proforma_id = %(proforma_id)s::bigint
     where discount.proforma_id = any(%(merged_ids)s::bigint[])
),

headed as (
    insert into billing_proforma_line (proforma_id, contract_line_id)
    select distinct %(proforma_id)s::bigint, numbered.contract_line_id
      from numbered
        on conflict do nothing
),

unheaded as (
    delete from billing_proforma_line as line
     where line.proforma_id = any(%(merged_ids)s::bigint[])
),

merged as (
    delete from billing_proforma as proforma
     where proforma.company_id = %(company_id)s
       and proforma.id = any(%(merged_ids)s::bigint[])
)

select line_no
  from moved
