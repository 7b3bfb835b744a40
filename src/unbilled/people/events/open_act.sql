-- event:   open_act
-- returns: act_id, when no act of the key was there
-- keeps:   an act happens once for its key
-- source:  docs/rules/acts.md#the-act-log

insert into people_act (company_id, person_id, event, acted_on, acted_at, key, asked, outcome, refusal, sentence)
values ((select id from companies_company where id = %(company_id)s::bigint), %(person_id)s::bigint, %(event)s, %(acted_on)s::date, %(acted_at)s::timestamptz,
        %(key)s, %(asked)s::jsonb, 'running', '', '')
    on conflict (company_id, person_id, key) where key <> '' and outcome in ('running', 'done')
    do nothing
returning id as act_id
