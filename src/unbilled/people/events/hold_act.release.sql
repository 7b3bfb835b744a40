-- event:   hold_act, once it has ended
-- returns: was_held: whether this session held the act
-- source:  docs/rules/acts.md#acts-under-way

select pg_advisory_unlock(hashtextextended(concat('unbilled act ', %(act_id)s::bigint), 0)) as was_held
