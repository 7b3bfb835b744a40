-- event:   submit_entries
-- returns: per resource and day over the company's limit: resource, transaction_date, hours, limit_hours, entry_ids (those of the day that were to be submitted)
-- source:  docs/rules/work.md#daily-limit

with asked as materialized (
    select entry.id, entry.resource_id, entry.transaction_class, entry.transaction_date
      from unnest(%(entry_ids)s::bigint[]) as wanted (id)
      left join work_entry as entry on entry.id = wanted.id
),

days as materialized (
    select resource_id, transaction_date, array_agg(id order by id) as entry_ids
      from asked
     where transaction_class = 'time'
       and resource_id is not null
     group by resource_id, transaction_date
)

select resource.name as resource, days.transaction_date, worked.hours,
       company.daily_limit_minutes / 60.0 as limit_hours, days.entry_ids
  from days
 cross join lateral (
        select sum(entry.quantity) as hours
          from work_entry as entry
         where entry.company_id = %(company_id)s
           and entry.resource_id = days.resource_id
           and entry.transaction_date = days.transaction_date
           and entry.transaction_class = 'time'
           and entry.status in ('submitted', 'approved')
       ) as worked
  join masterdata_resource as resource on resource.id = days.resource_id
  join companies_company as company on company.id = %(company_id)s
 where worked.hours * 60 > company.daily_limit_minutes
 order by days.transaction_date, resource.name
