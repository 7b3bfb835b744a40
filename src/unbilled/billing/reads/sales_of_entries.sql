-- read:    sales_of_entries
-- returns: per entry, in the order given, and unbilled sale, the open ones where there are any, and of these the chargeable
--          ones where they are asked for: entry_id, entry, status (of the entry), actual_id (empty when none)
-- source:  docs/rules/billing.md#backlog

with sales as (
    select actual.id, actual.entry_id, line.actual_id is not null as is_open,
           bool_or(line.actual_id is not null) over (partition by actual.entry_id) as one_is_open,
           actual.billing_type = 'chargeable' as is_chargeable,
           bool_or(actual.billing_type = 'chargeable')
               over (partition by actual.entry_id, line.actual_id is not null) as one_is_chargeable
      from actuals_of_entries(%(company_id)s::bigint, %(entry_ids)s::bigint[]) as recorded
      join actuals_actual as actual on actual.id = recorded.actual_id
      left join billing_backlog_line as line on line.actual_id = actual.id
     where actual.transaction_type = 'unbilled_sales'
       and actual.reverses_id is null
       -- Neither what was taken back, nor what terms changed since have replaced.
       and not exists (select
                         from actuals_actual as reversal
                        where reversal.reverses_id = actual.id
                          and reversal.proforma_id is null)
)

select entry.id as entry_id, coalesce(entry.external_reference, entry.id::text) as entry, entry.status,
       sales.id as actual_id
  from work_entry as entry
  left join sales
    on sales.entry_id = entry.id
   and (sales.is_open or not sales.one_is_open)
   and (not %(chargeable)s or sales.is_chargeable or not sales.one_is_chargeable)
 where entry.company_id = %(company_id)s::bigint
   and entry.id = any(%(entry_ids)s::bigint[])
 order by array_position(%(entry_ids)s::bigint[], entry.id), sales.id
