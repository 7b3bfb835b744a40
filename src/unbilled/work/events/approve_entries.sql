-- event:   approve_entries
-- moves:   work_entry submitted -> approved
-- reads:   work_entry
-- writes:  work_entry; inserts work_approval
-- params:  company_id bigint; entry_ids bigint[]; changed_ids bigint[]; billable_quantities numeric[]; retyped_ids bigint[]; billing_types text[]; approved_on date; approved_by bigint
-- returns: entry_id per entry approved
-- source:  spec/operations.md 5

-- Put together before any status is looked at: statistics may not know that anything is submitted.
with wanted as materialized (
    select named.id, changed.billable_quantity, retyped.billing_type
      from unnest(%(entry_ids)s::bigint[]) as named (id)
      left join unnest(%(changed_ids)s::bigint[], %(billable_quantities)s::numeric[])
             as changed (id, billable_quantity) on changed.id = named.id
      left join unnest(%(retyped_ids)s::bigint[], %(billing_types)s::text[])
             as retyped (id, billing_type) on retyped.id = named.id
),

picked as (
    select entry.id, wanted.billable_quantity, wanted.billing_type
      from wanted
      join work_entry as entry on entry.id = wanted.id
     where entry.company_id = %(company_id)s
       and entry.status = 'submitted'
     order by entry.id
       for update of entry
),

decided as (
    insert into work_approval (company_id, decision, decided_on, decided_by_id, comment)
    select %(company_id)s, 'approved', %(approved_on)s::date, %(approved_by)s, ''
     where exists (select from picked)
    returning id
)

update work_entry as entry
   set status = 'approved',
       approval_id = decided.id,
       billable_quantity = coalesce(picked.billable_quantity, entry.billable_quantity),
       billing_type = coalesce(picked.billing_type, entry.billing_type)
  from picked
 cross join decided
 where entry.id = picked.id
returning entry.id as entry_id
