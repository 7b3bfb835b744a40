-- reads:   nothing
-- params:  turn text
-- returns: is_ours: whether this session now holds the turn
-- source:  spec/performance.md 5

select pg_try_advisory_lock(hashtextextended(%(turn)s, 0)) as is_ours
