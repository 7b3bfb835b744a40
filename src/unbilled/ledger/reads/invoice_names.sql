-- read:    invoice_names
-- returns: per posted document of the company: id, name, state

select id, number as name, 'posted' as state
  from ledger_invoice
 where company_id = %(company_id)s
   and id = any(%(ids)s::bigint[])
