-- event:   record_chunk
-- returns: is_cancel_asked: whether somebody wants the run to stop
-- source:  docs/rules/runs.md#chunks; docs/rules/runs.md#setting-aside

with noted as (
    update runs_run
       set totals = %(totals)s::jsonb,
           done_count = %(done_count)s::bigint,
           total_count = %(total_count)s::bigint
     where id = %(run_id)s::bigint
    returning id, is_cancel_asked
),
kept as (
    insert into runs_run_item (run_id, record_kind, record_id, record_name, refusal, sentence, remedy)
    select noted.id, aside.record_kind, aside.record_id, aside.record_name, aside.refusal, aside.sentence,
           aside.remedy
      from noted
     cross join unnest(%(record_kinds)s::text[], %(record_ids)s::bigint[], %(record_names)s::text[], %(refusals)s::text[],
                       %(sentences)s::text[], %(remedies)s::text[]) with ordinality
             as aside (record_kind, record_id, record_name, refusal, sentence, remedy, place)
     order by aside.place
    returning run_id
)

select noted.is_cancel_asked, (select count(*) from kept) as kept_count
  from noted
