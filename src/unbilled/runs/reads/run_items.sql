-- read:    run_items
-- returns: per record that a run set aside: record_kind, record_id, record_name, refusal, sentence, remedy

select item.id as item_id, item.record_kind, item.record_id, item.record_name, item.refusal, item.sentence, item.remedy,
       act.person_id
  from runs_run_item as item
  join runs_run as run on run.id = item.run_id
  left join people_act as act on act.id = run.act_id
 where run.company_id = %(company_id)s::bigint
   and run.id = %(run_id)s::bigint
