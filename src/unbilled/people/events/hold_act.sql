-- event:   hold_act
-- returns: check_interval; the session holds the act
-- source:  docs/rules/acts.md#acts-under-way

-- The server looks every second whether the command still lives, so that a killed one lets go of its act and its turn;
-- servers on other systems cannot, and notice when they next answer.
select pg_advisory_lock(hashtextextended(concat('unbilled act ', %(act_id)s::bigint), 0)),
       case when version() ~ '(linux|darwin)'
            then set_config('client_connection_check_interval', '1000', false)
        end as check_interval
