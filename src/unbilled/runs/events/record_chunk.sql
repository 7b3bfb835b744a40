-- event:   record_chunk
-- returns: nothing
-- source:  docs/rules/runs.md#chunks; docs/rules/runs.md#setting-aside

with noted as (
    update runs_run
       set totals = %(totals)s::jsonb
     where id = %(run_id)s::bigint
    returning id
)

insert into runs_run_item (run_id, record_kind, record_id, record_name, refusal, sentence, remedy)
select noted.id, aside.record_kind, aside.record_id, aside.record_name, aside.refusal, aside.sentence,
       aside.remedy
  from noted
 cross join unnest(%(record_kinds)s::text[], %(record_ids)s::bigint[], %(record_names)s::text[], %(refusals)s::text[],
                   %(sentences)s::text[], %(remedies)s::text[])
         as aside (record_kind, record_id, record_name, refusal, sentence, remedy)
