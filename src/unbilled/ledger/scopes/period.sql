-- read:    scope of period
-- returns: all periods: months are the whole company's, so that nobody has own ones; record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select period.id as record_id, 'period ' || to_char(period.starts_on, 'YYYY-MM') as name, '' as manager
  from ledger_fiscal_period as period
 where period.company_id = %(company_id)s::bigint
   and period.id = any(%(ids)s::bigint[])
 order by period.id
