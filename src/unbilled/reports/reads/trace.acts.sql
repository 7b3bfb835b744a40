-- read:    trace, who did it and when
-- returns: per act asked for: act_id, person, acted_at

select act.id as act_id, person.username as person, act.acted_at
  from people_act as act
  join people_person as person on person.id = act.person_id
 where act.id = any(%(act_ids)s::bigint[])
