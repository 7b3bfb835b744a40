-- read:    lock_journal_lines
-- returns: locked, the number of rows locked
-- keeps:   two events never post or adjust the same journal line: contracts are locked in id order, and
--          lines of internal projects, which have none, one by one; a period that is open stays so until the
--          posting ends, and one that is being closed is waited for
-- source:  docs/rules/performance.md#locking; docs/rules/journal.md#accounting-date

with asked as materialized (
    select actual_id, contract_id
      from accounting_journal_line
     where company_id = %(company_id)s
       and actual_id = any(%(actual_ids)s::bigint[])
),

contracts as (
    select id
      from agreements_contract
     where id = any(array(select distinct contract_id from asked))
     order by id
       for no key update
),

internal_lines as (
    select actual_id
      from accounting_journal_line
     where actual_id = any(array(select actual_id from asked where contract_id is null))
     order by actual_id
       for no key update
),

open_periods as (
    select id
      from ledger_fiscal_period
     where company_id = %(company_id)s
       and status = 'open'
     order by id
       for share
)

select (select count(*) from contracts) + (select count(*) from internal_lines)
       + (select count(*) from open_periods) as locked
