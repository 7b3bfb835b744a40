-- event:   open_act, what its key stands for
-- returns: act_id, event, acted_at, asked, outcome, answer, is_under_way of the act that has the key
-- source:  docs/rules/acts.md#keys

select id as act_id, event, acted_at, asked, outcome, answer,
       (select is_under_way from people_under_way(people_act.id)) as is_under_way
  from people_act
 where company_id is not distinct from nullif(%(company_id)s::bigint, 0)
   and person_id = %(person_id)s
   and key = %(key)s
   and outcome in ('running', 'done')
