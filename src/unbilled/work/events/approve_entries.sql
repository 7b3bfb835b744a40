-- event:   approve_entries
-- moves:   work_entry submitted -> approved
-- returns: entry_id per entry approved
-- source:  docs/rules/work.md#approving

-- Status and company are looked at last: statistics may know neither what is submitted nor a new company, and
-- the planner would then scan the decisions once for each entry.
with decisions as materialized (
    select named.id, changed.billable_quantity, retyped.billing_type
      from unnest(%(entry_ids)s::bigint[]) as named (id)
      left join unnest(%(changed_ids)s::bigint[], %(billable_quantities)s::numeric[])
             as changed (id, billable_quantity) on changed.id = named.id
      left join unnest(%(retyped_ids)s::bigint[], %(billing_types)s::text[])
             as retyped (id, billing_type) on retyped.id = named.id
     order by named.id
),

-- One by one, by key and in their order: joined, all that was ever entered would be read.
locked as materialized (
    select entry.id, decisions.billable_quantity, decisions.billing_type,
           entry.company_id = %(company_id)s and entry.status = 'submitted' as is_open
      from decisions
     cross join lateral (select own.id, own.company_id, own.status
                           from work_entry as own
                          where own.id = decisions.id
                            for update) as entry
),

decided as (
    insert into work_approval (company_id, decision, decided_on, comment, act_id)
    select %(company_id)s, 'approved', %(acted_on)s::date, '', %(act_id)s
     where exists (select from locked where is_open)
    returning id
)

update work_entry as entry
   set act_id = %(act_id)s,
       status = 'approved',
       approval_id = decided.id,
       billable_quantity = coalesce(locked.billable_quantity, entry.billable_quantity),
       billing_type = coalesce(locked.billing_type, entry.billing_type)
  from locked
 cross join decided
 where entry.id = any(array(select id from locked))
   and entry.id = locked.id
   and locked.is_open
returning entry.id as entry_id
