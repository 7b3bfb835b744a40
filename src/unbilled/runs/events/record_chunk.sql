-- event:   record_chunk
-- returns: nothing
-- source:  docs/rules/runs.md#chunks; docs/rules/runs.md#parking

with noted as (
    update runs_run
       set totals = %(totals)s::jsonb
     where id = %(run_id)s::bigint
    returning id
)

insert into runs_run_item (run_id, subject, subject_id, refusal, sentence, remedy)
select noted.id, parked.subject, parked.subject_id, parked.refusal, parked.sentence, parked.remedy
  from noted
 cross join unnest(%(subjects)s::text[], %(subject_ids)s::bigint[], %(refusals)s::text[],
                   %(sentences)s::text[], %(remedies)s::text[])
         as parked (subject, subject_id, refusal, sentence, remedy)
