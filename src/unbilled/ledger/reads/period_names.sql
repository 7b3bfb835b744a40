-- read:    period_names
-- returns: per fiscal period that the company has: id, name, state

select id, to_char(starts_on, 'YYYY-MM') as name, status as state
  from ledger_fiscal_period
 where company_id = %(company_id)s
   and id = any(%(ids)s::bigint[])
