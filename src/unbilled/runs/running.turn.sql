-- returns: is_ours: whether this session now holds the turn; check_interval
-- source:  docs/rules/runs.md#starting-a-run

-- The server looks every second whether the command still lives, so that a killed one gives its turn up;
-- servers on other systems cannot, and notice when they next answer.
select pg_try_advisory_lock(hashtextextended(%(turn)s, 0)) as is_ours,
       case when version() ~ '(linux|darwin)'
            then set_config('client_connection_check_interval', '1000', false)
        end as check_interval
