-- event:   reword_entries
-- returns: per entry reworded: entry_id, reference (or the identity without one), before (its text until now)
-- keeps:   an invoice that is posted says what it said: its texts are its own
-- source:  docs/rules/work.md#rewording

with picked as (
    select entry.id, entry.description as before, asked.description
      from unnest(%(entry_ids)s::bigint[], %(descriptions)s::text[]) as asked (entry_id, description)
      join work_entry as entry on entry.id = asked.entry_id
     where entry.company_id = %(company_id)s
     order by entry.id
       for update of entry
)

update work_entry as entry
   set act_id = %(act_id)s,
       description = picked.description
  from picked
 where entry.id = picked.id
returning entry.id as entry_id, coalesce(entry.external_reference, entry.id::text) as reference, picked.before
