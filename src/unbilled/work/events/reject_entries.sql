-- event:   reject_entries
-- moves:   work_entry submitted -> returned
-- returns: entry_id per entry rejected
-- source:  docs/rules/work.md#rejecting

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
    insert into work_approval (company_id, decision, decided_on, comment, act_id)
    select %(company_id)s, 'rejected', %(acted_on)s::date, %(comment)s, %(act_id)s
     where exists (select from picked)
    returning id
)

update work_entry as entry
   set act_id = %(act_id)s,
       status = 'returned',
       approval_id = decided.id
  from picked
 cross join decided
 where entry.id = picked.id
returning entry.id as entry_id
