-- function: ledger_open_day
-- returns:  one row: the first day that takes postings, the one asked for or, where they may move, the first of the next open period; empty when there is none, and then the name of the refusal that says why
-- keeps:    a posting never moves back
-- source:   docs/rules/journal.md#accounting-date; docs/rules/ledger.md#periods
create or replace function ledger_open_day(of_company bigint, asked date, may_move boolean)
returns table (accounting_date date, refusal text)
language sql stable as $$
    select coalesce(posted.on_asked, posted.on_next),
           case when posted.on_asked is not null or posted.on_next is not null then null
                when may_move then 'NoOpenPeriod'
                when posted.status is null then 'DayOutsideYears'
                when posted.status = 'on_hold' then 'PeriodOnHold'
                else 'PeriodClosed'
            end
      from (select case when held.status = 'open' then asked end as on_asked,
                   case when may_move and held.status is distinct from 'open'
                        then (select min(period.starts_on)
                                from ledger_fiscal_period as period
                               where period.company_id = of_company
                                 and period.status = 'open'
                                 and period.starts_on > asked)
                   end as on_next,
                   held.status
              from (select (select period.status
                              from ledger_fiscal_period as period
                             where period.company_id = of_company
                               and period.starts_on <= asked
                               and asked < period.ends_before) as status
                    offset 0) as held
           ) as posted
$$
