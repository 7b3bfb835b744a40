-- reads:   nothing
-- params:  turn text
-- returns: is_ours: whether this session now holds the turn; check_interval
-- source:  spec/performance.md 5

-- The server looks every second whether the command still lives, so that a killed one gives its turn up.
select pg_try_advisory_lock(hashtextextended(%(turn)s, 0)) as is_ours,
       set_config('client_connection_check_interval', '1000', false) as check_interval
