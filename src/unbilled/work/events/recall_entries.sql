-- event:   recall_entries
-- moves:   work_entry submitted -> draft
-- returns: entry_id per entry recalled
-- source:  docs/rules/work.md#recalling

with picked as (
    select id
      from work_entry
     where company_id = %(company_id)s
       and id = any(%(entry_ids)s::bigint[])
       and status = 'submitted'
     order by id
       for update
)

update work_entry as entry
   set act_id = %(act_id)s,
       submitted_act_id = null,
       status = 'draft'
  from picked
 where entry.id = picked.id
returning entry.id as entry_id
