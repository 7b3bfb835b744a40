-- read:    tables, its connections
-- returns: one row per link between two actuals: from one that reverses or replaces to the other

select later.id || link.word as key,
       coalesce(entry.external_reference, later.transaction_class) as entry,
       later.transaction_type as "from",
       later.quantity as "from quantity",
       link.word as connection,
       earlier.transaction_type as "to",
       earlier.quantity as "to quantity"
  from actuals_actual as later
 cross join lateral (values ('reverses', later.reverses_id), ('replaces', later.replaces_id)) as link (word, id)
  join actuals_actual as earlier on earlier.id = link.id
  left join work_entry as entry on entry.id = later.entry_id
 where later.company_id = %(company_id)s
 order by later.id, link.word
