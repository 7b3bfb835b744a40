-- function: ledger_open_day
-- returns:  one row: the first day that takes postings, the one asked for or, where they may move, the first of the next open period; empty when there is none
-- keeps:    a posting never moves back
-- source:   docs/rules/journal.md#accounting-date
create or replace function ledger_open_day(of_company bigint, asked date, may_move boolean)
returns table (accounting_date date)
language sql stable as $$
    select case when exists (select
                               from ledger_fiscal_period as period
                              where period.company_id = of_company
                                and period.status = 'open'
                                and period.starts_on <= asked
                                and asked < period.ends_before)
                then asked
                when may_move
                then (select min(period.starts_on)
                        from ledger_fiscal_period as period
                       where period.company_id = of_company
                         and period.status = 'open'
                         and period.starts_on > asked)
            end
$$
