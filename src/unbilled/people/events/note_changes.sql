-- event:   note_changes
-- returns: nothing
-- keeps:   an act tells everything it changed about masters
-- source:  docs/rules/acts.md#the-act-log

update people_act
   set changes = coalesce(changes, '[]'::jsonb) || %(changes)s::jsonb
 where id = %(act_id)s
   and outcome = 'running'
