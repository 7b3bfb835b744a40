-- read:    days_of_entries
-- returns: per day of the entries that the company has: transaction_date, entry_ids
-- source:  docs/rules/work.md#days-of-work

select entry.transaction_date, array_agg(entry.id order by entry.id) as entry_ids
  from unnest(%(entry_ids)s::bigint[]) as named (id)
 -- One by one, by key: joined, all that was ever entered would be read.
 cross join lateral (select own.id, own.company_id, own.transaction_date
                       from work_entry as own
                      where own.id = named.id
                     offset 0) as entry
 where entry.company_id = %(company_id)s
 group by entry.transaction_date
 order by entry.transaction_date
