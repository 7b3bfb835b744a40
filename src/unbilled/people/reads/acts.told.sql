-- read:    acts, what one of them changed and answered
-- returns: changes and answer, as the log keeps them

select changes, answer
  from people_act
 where id = %(act_id)s::bigint
