-- function: accounting_draft_lines
-- returns:  per journal line of a company that is not posted: actual_id, journal_id, line_kind, transaction_date
-- keeps:    nothing beyond the oldest of them is read: they are looked for from the latest line on, as many as there are; by one process, as several would read ahead
-- source:   docs/rules/journal.md#journal-lines
create or replace function accounting_draft_lines(of_company bigint)
returns table (actual_id bigint, journal_id bigint, line_kind text, transaction_date date)
language sql stable as $$
    -- Only the process itself knows its number, so that no other takes part.
    select line.actual_id, line.journal_id, line.line_kind, line.transaction_date
      from accounting_journal_line as line
     where line.company_id = of_company
       and line.status = 'draft'
       and pg_backend_pid() > 0
     order by line.actual_id desc
     limit (select coalesce(sum(total.line_count), 0)
              from accounting_draft_total as total
             where total.company_id = of_company)
$$
