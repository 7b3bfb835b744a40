-- event:   hold_act
-- returns: one row that says nothing; the session holds the act
-- source:  docs/rules/acts.md#acts-under-way

select pg_advisory_lock(hashtextextended(concat('unbilled act ', %(act_id)s::bigint), 0))
