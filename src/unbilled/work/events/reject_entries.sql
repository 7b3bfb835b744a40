-- event:   reject_entries
-- moves:   work_entry submitted -> returned
-- reads:   work_entry
-- writes:  work_entry; inserts work_approval
-- params:  company_id bigint; entry_ids bigint[]; rejected_on date; rejected_by bigint; comment text
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
    insert into work_approval (company_id, decision, decided_on, decided_by_id, comment)
    select %(company_id)s, 'rejected', %(rejected_on)s::date, %(rejected_by)s, %(comment)s
     where exists (select from picked)
    returning id
)

update work_entry as entry
   set status = 'returned',
       approval_id = decided.id
  from picked
 cross join decided
 where entry.id = picked.id
returning entry.id as entry_id
