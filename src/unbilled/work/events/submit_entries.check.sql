-- event:   submit_entries
-- reads:   masterdata_company, masterdata_resource, work_entry
-- params:  company_id bigint; entry_ids bigint[]
-- returns: per resource and day over the company's limit: resource, transaction_date, hours, limit_hours, entry_ids (those of the day that were to be submitted)
-- source:  spec/operations.md 5, daily time limit

with days as (
    select distinct resource_id, transaction_date
      from work_entry
     where company_id = %(company_id)s
       and id = any(%(entry_ids)s::bigint[])
       and transaction_class = 'time'
       and resource_id is not null
)

select resource.name as resource, entry.transaction_date, sum(entry.quantity) as hours,
       company.daily_limit_minutes / 60.0 as limit_hours,
       array_agg(entry.id order by entry.id) filter (where entry.id = any(%(entry_ids)s::bigint[])) as entry_ids
  from days
  join work_entry as entry
    on entry.resource_id = days.resource_id
   and entry.transaction_date = days.transaction_date
   and entry.transaction_class = 'time'
   and (entry.status in ('submitted', 'approved') or entry.id = any(%(entry_ids)s::bigint[]))
  join masterdata_resource as resource on resource.id = days.resource_id
  join masterdata_company as company on company.id = %(company_id)s
 where entry.company_id = %(company_id)s
 group by resource.name, entry.transaction_date, company.daily_limit_minutes
having sum(entry.quantity) * 60 > company.daily_limit_minutes
 order by entry.transaction_date, resource.name
