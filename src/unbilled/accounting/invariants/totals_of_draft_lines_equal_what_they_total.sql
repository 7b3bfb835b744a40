-- holds:  The running totals of draft journal lines equal the counts of them, and there is none of no lines.
-- breaks: The front page would warn of lines that nobody finds, or keep silent about lines that cannot be posted.
-- shows:  contract_id and accounting_date; line_count and untaxed_count of the total and of the lines
with counted as (
    select company_id, coalesce(contract_id, 0) as contract_id, accounting_date, count(*) as line_count,
           count(*) filter (where line_kind = 'sales' and tax_group_id is null) as untaxed_count
      from accounting_journal_line
     where status = 'draft'
     group by company_id, coalesce(contract_id, 0), accounting_date
)

select coalesce(total.contract_id, counted.contract_id) as contract_id,
       coalesce(total.accounting_date, counted.accounting_date) as accounting_date,
       total.line_count, counted.line_count as counted_line_count,
       total.untaxed_count, counted.untaxed_count as counted_untaxed_count
  from accounting_draft_total as total
  full join counted
    on counted.company_id = total.company_id
   and counted.contract_id = total.contract_id
   and counted.accounting_date = total.accounting_date
 where total.line_count is distinct from counted.line_count
    or total.untaxed_count is distinct from counted.untaxed_count
 order by contract_id, accounting_date
