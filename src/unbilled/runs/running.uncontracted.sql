-- returns: is_ours: whether this transaction now holds what has no contract; waits for it if asked to
-- source:  docs/rules/runs.md#sharing-a-company

select case when %(waits)s::boolean
            then pg_advisory_xact_lock(hashtextextended(%(turn)s, 0))::text is not null
            else pg_try_advisory_xact_lock(hashtextextended(%(turn)s, 0))
        end as is_ours
