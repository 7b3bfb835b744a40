-- read:    list_runs, what a run set aside
-- returns: per record set aside: subject, subject_id, refusal, sentence, remedy

select item.subject, item.subject_id, item.refusal, item.sentence, item.remedy
  from runs_run_item as item
 where item.run_id = %(run_id)s::bigint
 order by item.refusal, item.subject, item.subject_id
 limit %(limit)s::integer
