-- read:    tables, its connections
-- returns: one row per link between two actuals: from one that reverses, replaces, sells or bills to the other

select link.from_id || link.connection as key,
       coalesce(entry.external_reference, later.transaction_class) as entry,
       later.transaction_type as "from",
       later.quantity as "from quantity",
       link.connection,
       earlier.transaction_type as "to",
       earlier.quantity as "to quantity"
  from actuals_connections(%(company_id)s) as link
  join actuals_actual as later on later.id = link.from_id
  join actuals_actual as earlier on earlier.id = link.to_id
  left join work_entry as entry on entry.id = later.entry_id
 order by link.from_id, link.connection
