-- event:   end_run
-- moves:   runs_run running -> canceled; runs_run waiting -> refused; runs_run running -> refused; runs_run interrupted -> refused
-- returns: nothing
-- source:  docs/rules/runs.md#in-the-background

with ended as (
    update runs_run
       set status = case %(status)s when 'canceled' then 'canceled' else 'refused' end,
           finished_at = %(ended_at)s::timestamptz
     where id = %(run_id)s::bigint
       and company_id = %(company_id)s::bigint
       and (%(status)s <> 'canceled' or status = 'running')
       and status in ('waiting', 'running', 'interrupted')
    returning id, run_kind
)

insert into runs_run_item (run_id, record_kind, record_id, record_name, refusal, sentence, remedy)
select ended.id, 'run', ended.id, ended.run_kind, %(refusal)s::text, %(sentence)s, %(remedy)s
  from ended
 where %(refusal)s::text is not null
