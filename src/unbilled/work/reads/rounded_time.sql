-- read:    rounded_time
-- returns: per entry of time whose contract rounds it to other hours: entry_id, billable_quantity
-- keeps:   what somebody said is to be billed is not rounded
-- source:  docs/rules/agreements.md#rounded-time

with worked as materialized (
    select entry.id, entry.project_id, coalesce(entry.task_id, 0) as task_id, entry.quantity
      from unnest(%(entry_ids)s::bigint[]) as named (id)
      join work_entry as entry on entry.id = named.id
     where case when entry.company_id = %(company_id)s
                 and entry.transaction_class = 'time'
                 and entry.unit = 'hour'
                 and entry.billable_quantity is null
                then true end
       -- Most companies round nothing.
       and exists (select
                     from agreements_contract as contract
                    where contract.company_id = %(company_id)s
                      and contract.time_rounding <> '')
),

places as (
    select place.project_id, place.task_id, contract.time_rounding
      from (select distinct project_id, task_id from worked) as place
     cross join lateral agreements_covering_line(%(company_id)s, place.project_id, 'time', place.task_id) as line
      join agreements_contract as contract on contract.id = line.contract_id
     where line.billing_method = 'time_and_material'
       and contract.time_rounding <> ''
)

select worked.id as entry_id, rounded.hours as billable_quantity
  from worked
  join places
    on places.project_id = worked.project_id
   and places.task_id = worked.task_id
 cross join lateral (values (agreements_rounded_hours(worked.quantity, places.time_rounding))) as rounded (hours)
 where rounded.hours <> worked.quantity
 order by worked.id
