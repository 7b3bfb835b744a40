-- holds:  On every day, what the facts say was accrued less what was released is what the sales value of work in progress
--         moved by in the ledger; so the two are equal at the end of every day.
-- breaks: Nobody could say of which work the work in progress of a month consists.
-- shows:  company_id, day, facts_amount, ledger_amount (accounting currency)
with facts as (
    select company.id as company_id, move.moved_on as day, sum(move.accounting_amount) as amount
      from companies_company as company
     cross join lateral accounting_wip_moves(
               company.id, array(select contract.id from agreements_contract as contract
                                  where contract.company_id = company.id)
           ) as move
     group by company.id, move.moved_on
),

ledger as (
    select entry.company_id, entry.accounting_date as day, sum(entry.accounting_amount) as amount
      from ledger_entry as entry
     where entry.posting_type = 'wip_sales_value'
     group by entry.company_id, entry.accounting_date
)

select coalesce(facts.company_id, ledger.company_id) as company_id, coalesce(facts.day, ledger.day) as day,
       coalesce(facts.amount, 0) as facts_amount, coalesce(ledger.amount, 0) as ledger_amount
  from facts
  full join ledger
    on ledger.company_id = facts.company_id
   and ledger.day = facts.day
 where coalesce(facts.amount, 0) <> coalesce(ledger.amount, 0)
 order by company_id, day
