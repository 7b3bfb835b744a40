-- event:   submit_entries
-- returns: per resource and day over the company's limit: resource, transaction_date, hours, limit_hours, entry_ids (those of the day that were to be submitted)
-- source:  docs/rules/work.md#daily-limit

-- Where there is no limit, nothing is looked at.
with limited as materialized (
    select company.daily_limit_minutes
      from companies_company as company
     where company.id = %(company_id)s
       and company.daily_limit_minutes is not null
),

-- One by one, by key: joined, all that was ever entered would be read.
asked as materialized (
    select entry.id, entry.resource_id, entry.transaction_class, entry.transaction_date
      from limited
     cross join unnest(%(entry_ids)s::bigint[]) as wanted (id)
     cross join lateral (select own.id, own.resource_id, own.transaction_class, own.transaction_date
                           from work_entry as own
                          where own.id = wanted.id
                         offset 0) as entry
),

days as materialized (
    select resource_id, transaction_date, array_agg(id order by id) as entry_ids
      from asked
     where transaction_class = 'time'
       and resource_id is not null
     group by resource_id, transaction_date
)

select resource.name as resource, days.transaction_date, worked.hours,
       limited.daily_limit_minutes / 60.0 as limit_hours, days.entry_ids
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
 cross join limited
  join masterdata_resource as resource on resource.id = days.resource_id
 where worked.hours * 60 > limited.daily_limit_minutes
 order by days.transaction_date, resource.name
