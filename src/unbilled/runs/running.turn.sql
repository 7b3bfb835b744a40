-- returns: is_ours: whether this session now holds the turn
-- source:  docs/rules/runs.md#starting-a-run

select pg_try_advisory_lock(hashtextextended(%(turn)s, 0)) as is_ours
