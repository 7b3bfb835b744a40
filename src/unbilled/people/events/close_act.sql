-- event:   close_act
-- moves:   people_act running -> done; people_act running -> refused; people_act running -> interrupted
-- returns: nothing
-- source:  docs/rules/acts.md#the-act-log

update people_act
   set outcome = case %(outcome)s when 'done' then 'done' when 'refused' then 'refused' else 'interrupted' end,
       answer = %(answer)s::jsonb,
       refusal = %(refusal)s,
       sentence = %(sentence)s
 where id = %(act_id)s
   and outcome = 'running'
