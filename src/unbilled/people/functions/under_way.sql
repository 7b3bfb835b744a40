-- function: people_under_way
-- returns:  one row: whether somebody is carrying an act out at this moment
-- keeps:    an act that is noted as running is one only while the session that carries it out lives
-- source:   docs/rules/acts.md#acts-under-way
create or replace function people_under_way(of_act bigint)
returns table (is_under_way boolean)
language sql stable as $$
    select exists (select
                     from pg_locks as held
                    where held.locktype = 'advisory'
                      and held.objsubid = 1
                      and held.database = (select oid from pg_database where datname = current_database())
                      and (held.classid::bigint << 32) | held.objid::bigint
                          = hashtextextended(concat('unbilled act ', of_act), 0))
$$
