-- event:   approve_entries
-- moves:   work_entry submitted -> approved
-- reads:   work_entry
-- writes:  work_entry; inserts work_approval
-- params:  company_id bigint; entry_ids bigint[]; changed_ids bigint[]; billable_quantities numeric[]; retyped_ids bigint[]; billing_types text[]; approved_on date; approved_by bigint
-- returns: entry_id per entry approved
-- source:  spec/operations.md 5

with picked as (
    select id
      from work_entry
     where company_id = %(company_id)s
       and id = any(%(entry_ids)s::bigint[])
       and status = 'submitted'
     order by id
       for update
),

decided as (
    insert into work_approval (company_id, decision, decided_on, decided_by_id, comment)
    select %(company_id)s, 'approved', %(approved_on)s::date, %(approved_by)s, ''
     where exists (select from picked)
    returning id
),

decisions as (
    select picked.id, decided.id as approval_id, changed.billable_quantity, retyped.billing_type
      from picked
     cross join decided
      left join unnest(%(changed_ids)s::bigint[], %(billable_quantities)s::numeric[])
             as changed (id, billable_quantity) on changed.id = picked.id
      left join unnest(%(retyped_ids)s::bigint[], %(billing_types)s::text[])
             as retyped (id, billing_type) on retyped.id = picked.id
)

update work_entry as entry
   set status = 'approved',
       approval_id = decisions.approval_id,
       billable_quantity = coalesce(decisions.billable_quantity, entry.billable_quantity),
       billing_type = coalesce(decisions.billing_type, entry.billing_type)
  from decisions
 where entry.id = decisions.id
returning entry.id as entry_id
