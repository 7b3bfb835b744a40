-- holds:  The running totals of entries that nobody has decided on equal the counts and hours of them, and there is none of no entries.
-- breaks: The front page would tell of work that waits for nobody, or keep silent about work that does; a run would leave entries out.
-- shows:  project_id; draft_count, entry_count and hours of the total and of the entries
with summed as (
    select company_id, project_id, count(*) filter (where status <> 'submitted') as draft_count,
           count(*) filter (where status = 'submitted') as entry_count,
           coalesce(sum(quantity) filter (where status = 'submitted' and transaction_class = 'time' and unit = 'hour'), 0)
               as hours
      from work_entry
     where status in ('draft', 'returned', 'submitted')
     group by company_id, project_id
)

select coalesce(total.project_id, summed.project_id) as project_id,
       total.draft_count, summed.draft_count as summed_draft_count,
       total.entry_count, summed.entry_count as summed_entry_count,
       total.hours, summed.hours as summed_hours
  from work_submitted_total as total
  full join summed
    on summed.company_id = total.company_id
   and summed.project_id = total.project_id
 where total.draft_count is distinct from summed.draft_count
    or total.entry_count is distinct from summed.entry_count
    or total.hours is distinct from summed.hours
 order by project_id
