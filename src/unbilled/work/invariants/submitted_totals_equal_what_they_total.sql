-- holds:  The running totals of submitted entries equal the counts and hours of them, and there is none of no entries.
-- breaks: The front page would tell of work that waits for nobody, or keep silent about work that does.
-- shows:  project_id; entry_count and hours of the total and of the entries
with summed as (
    select company_id, project_id, count(*) as entry_count,
           coalesce(sum(quantity) filter (where transaction_class = 'time' and unit = 'hour'), 0) as hours
      from work_entry
     where status = 'submitted'
     group by company_id, project_id
)

select coalesce(total.project_id, summed.project_id) as project_id,
       total.entry_count, summed.entry_count as summed_entry_count,
       total.hours, summed.hours as summed_hours
  from work_submitted_total as total
  full join summed
    on summed.company_id = total.company_id
   and summed.project_id = total.project_id
 where total.entry_count is distinct from summed.entry_count
    or total.hours is distinct from summed.hours
 order by project_id
