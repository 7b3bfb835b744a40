-- holds:  Every actual that goes to the integration journal has its line there, of its own kind and dates, or left it
--         with its reversal before it was posted; no other has.
-- breaks: Cost or accrued revenue would never reach the ledger, or reach it twice.
-- shows:  actual_id, goes_to_journal, is_listed (the journal has it)
select actual.id as actual_id, actual.goes_to_journal, line.actual_id is not null as is_listed
  from actuals_actual as actual
  left join accounting_journal_line as line on line.actual_id = actual.id
 where (actual.goes_to_journal
        and line.actual_id is null
        and not exists (select
                          from actuals_actual as other
                          left join accounting_journal_line as line_of_other on line_of_other.actual_id = other.id
                         where other.goes_to_journal
                           and (other.reverses_id = actual.id or other.id = actual.reverses_id)
                           and line_of_other.actual_id is null))
    or (line.actual_id is not null and not actual.goes_to_journal)
    or line.company_id <> actual.company_id
    or line.transaction_date <> actual.transaction_date
    or line.line_kind <> case when actual.transaction_type = 'cost' then 'cost' else 'sales' end
 order by actual.id
