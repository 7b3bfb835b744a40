-- event:   refuse_recalls
-- moves:   work_recall requested -> refused
-- returns: entry_id per entry that stays approved
-- source:  docs/rules/work.md#asking-for-work-back

with picked as (
    select id, entry_id
      from work_recall
     where company_id = %(company_id)s
       and entry_id = any(%(entry_ids)s::bigint[])
       and status = 'requested'
     order by id
       for update
)

update work_recall as recall
   set act_id = %(act_id)s,
       status = 'refused',
       answer = %(comment)s
  from picked
 where recall.id = picked.id
returning recall.entry_id
