-- read:    days_of_entries
-- returns: per day of the entries that the company has: transaction_date, entry_ids
-- source:  docs/rules/work.md#days-of-work

select entry.transaction_date, array_agg(entry.id order by entry.id) as entry_ids
  from unnest(%(entry_ids)s::bigint[]) as named (id)
  join work_entry as entry on entry.id = named.id
 where entry.company_id = %(company_id)s
 group by entry.transaction_date
 order by entry.transaction_date
