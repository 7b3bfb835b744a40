-- returns: are_others: whether another run of the kind works on the company, or did not long ago; clocks may differ a little
-- source:  docs/rules/runs.md#sharing-a-company

select exists (select
                 from runs_run as other
                 join runs_run as ours on ours.id = %(run_id)s::bigint
                where other.company_id = ours.company_id
                  and other.run_kind = ours.run_kind
                  and other.id <> ours.id
                  and (other.status = 'running' or other.finished_at > ours.started_at - interval '5 minutes')
       ) as are_others
