-- read:    acts
-- returns: per act: when, by whom, what was asked for of which records, how it ended; with records, those that named one
-- source:  docs/rules/acts.md#the-act-log

select act.id as act_id, act.acted_at, act.acted_on, act.person_id, person.username as person, act.event, act.asked,
       coalesce(jsonb_array_length(act.changes), 0) as change_count,
       -- Nobody is left to say how the act of a killed command ended, though no next one has noted that yet.
       case when act.outcome = 'running' and not (select is_under_way from people_under_way(act.id))
            then 'interrupted'
            else act.outcome
        end as outcome, act.refusal, act.sentence, act.key
  from people_act as act
  left join people_person as person on person.id = act.person_id
 where (act.company_id = %(company_id)s::bigint
        -- A company is opened by an act that has none yet.
        or act.id = (select company.act_id from companies_company as company where company.id = %(company_id)s::bigint))
   and (%(record)s::text[] is null
        or exists (select
                     from jsonb_each(act.asked) as given (argument, value)
                    cross join jsonb_array_elements_text(case jsonb_typeof(given.value)
                                                              when 'array' then given.value
                                                              else jsonb_build_array(given.value)
                                                          end) as named (identity)
                    where regexp_replace(given.argument, '_ids?$', '') || ':' || named.identity
                          = any(%(record)s::text[]))
        or exists (select
                     from jsonb_array_elements(act.changes) as change
                    where concat(change ->> 'kind', ' ', change ->> 'record') = any(%(record)s::text[])))
