-- event:   cancel_approvals
-- moves:   work_entry approved -> submitted; work_entry approved -> returned; work_recall requested -> accepted
-- returns: entry_id per entry taken back
-- keeps:   what somebody asked for comes back to them with what they said
-- source:  docs/rules/work.md#taking-approved-work-back

with picked as materialized (
    select entry.id
      from work_entry as entry
     where entry.company_id = %(company_id)s
       and entry.id = any(%(entry_ids)s::bigint[])
       and entry.status = 'approved'
     order by entry.id
       for update
),

granted as (
    update work_recall as recall
       set act_id = %(act_id)s,
           status = 'accepted'
      from picked
     where recall.entry_id = picked.id
       and recall.status = 'requested'
    returning recall.entry_id, recall.reason
),

told as materialized (
    select picked.id, coalesce(nullif(%(comment)s, ''), granted.reason, '') as comment
      from picked
      left join granted on granted.entry_id = picked.id
),

decided as (
    insert into work_approval (company_id, decision, decided_on, comment, act_id)
    select %(company_id)s, 'canceled', %(acted_on)s::date, comment, %(act_id)s
      from (select distinct comment from told) as comments
     order by comment
    returning id, comment
)

update work_entry as entry
   set act_id = %(act_id)s,
       status = case told.comment when '' then 'submitted' else 'returned' end,
       approval_id = decided.id,
       billable_quantity = null,
       was_recorded = true
  from told
  join decided on decided.comment = told.comment
 where entry.id = told.id
returning entry.id as entry_id
