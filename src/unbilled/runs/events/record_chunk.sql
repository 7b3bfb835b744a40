-- event:   record_chunk
-- returns: nothing
-- source:  docs/rules/runs.md#chunks; docs/rules/runs.md#setting-aside

with noted as (
    update runs_run
       set totals = %(totals)s::jsonb
     where id = %(run_id)s::bigint
    returning id
)

insert into runs_run_item (run_id, subject, subject_id, refusal, sentence, remedy)
select noted.id, aside.subject, aside.subject_id, aside.refusal, aside.sentence, aside.remedy
  from noted
 cross join unnest(%(subjects)s::text[], %(subject_ids)s::bigint[], %(refusals)s::text[],
                   %(sentences)s::text[], %(remedies)s::text[])
         as aside (subject, subject_id, refusal, sentence, remedy)
