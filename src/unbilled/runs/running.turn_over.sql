-- returns: was_ours: whether this session held the turn
-- source:  docs/rules/runs.md#starting-a-run

select pg_advisory_unlock(hashtextextended(%(turn)s, 0)) as was_ours
