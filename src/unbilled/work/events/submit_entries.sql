-- event:   submit_entries
-- moves:   work_entry draft -> submitted; work_entry returned -> submitted
-- returns: entry_id per entry submitted
-- source:  docs/rules/work.md#submitting; docs/rules/work.md#daily-limit

with picked as (
    select id
      from work_entry
     where company_id = %(company_id)s
       and id = any(%(entry_ids)s::bigint[])
       and status in ('draft', 'returned')
     order by id
       for update
)

update work_entry as entry
   set act_id = %(act_id)s,
       submitted_act_id = %(act_id)s,
       status = 'submitted'
  from picked
 where entry.id = picked.id
returning entry.id as entry_id
