-- event:   request_recalls
-- returns: entry_id per entry asked for
-- keeps:   what is approved is asked for by one wish at a time
-- source:  docs/rules/work.md#asking-for-work-back

with picked as (
    select id
      from work_entry
     where company_id = %(company_id)s
       and id = any(%(entry_ids)s::bigint[])
       and status = 'approved'
     order by id
       for update
)

insert into work_recall (company_id, entry_id, reason, status, answer, requested_act_id, act_id)
select %(company_id)s, picked.id, %(reason)s, 'requested', '', %(act_id)s, %(act_id)s
  from picked
 where not exists (select
                     from work_recall as recall
                    where recall.entry_id = picked.id
                      and recall.status = 'requested')
 order by picked.id
returning entry_id
