-- event:   post_invoices, its lock
-- returns: locked, the number of rows locked
-- keeps:   two events never change the same proposal: contracts are locked in id order; a period that is open
--          stays so until the posting ends, and one that is being closed is waited for
-- source:  docs/rules/performance.md#locking; docs/rules/journal.md#accounting-date

with contracts as (
    select id
      from agreements_contract
     where id = any(array(select distinct contract_id
                            from accounting_proposal
                           where company_id = %(company_id)s
                             and id = any(%(proposal_ids)s::bigint[])))
     order by id
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

select (select count(*) from contracts) + (select count(*) from open_periods) as locked
