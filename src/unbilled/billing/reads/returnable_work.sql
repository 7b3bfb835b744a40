-- read:    returnable_work
-- returns: per approved entry, and cost and sale that stands of it: entry_id, actual_id; in the way of taking it back: obstacle (draft, billed or closed) and found, with the name of the entry
-- source:  docs/rules/work.md#taking-approved-work-back

with standing as materialized (
    select actual.id, actual.entry_id, actual.transaction_type, actual.contract_id, actual.proforma_id
      from actuals_of_entries(%(company_id)s::bigint, %(entry_ids)s::bigint[]) as recorded
      join actuals_actual as actual on actual.id = recorded.actual_id
     where actual.reverses_id is null
       and not exists (select from actuals_actual as reversal where reversal.reverses_id = actual.id)
)

select entry.id as entry_id, standing.id as actual_id, way.obstacle, way.found, named.name
  from work_entry as entry
  join standing on standing.entry_id = entry.id
  left join billing_proforma as billed
    on billed.id = standing.proforma_id
   and standing.transaction_type = 'billed_sales'
  left join billing_backlog_line as backlog on backlog.actual_id = standing.id
  left join billing_proforma as draft on draft.id = backlog.proforma_id
  left join agreements_contract as closed
    on closed.id = standing.contract_id
   and closed.status = 'closed'
 cross join lateral (
       select case when billed.id is not null then 'billed'
                   when draft.id is not null then 'draft'
                   when closed.id is not null then 'closed'
               end as obstacle,
              coalesce('billed by ' || billed.number, 'on draft ' || draft.number,
                       'contract ' || closed.number || ' is closed') as found
       ) as way
 cross join lateral work_entry_name(entry.id) as named
 where entry.company_id = %(company_id)s
   and entry.id = any(%(entry_ids)s::bigint[])
   and entry.status = 'approved'
 order by entry.id, coalesce(billed.number, draft.number), standing.id
