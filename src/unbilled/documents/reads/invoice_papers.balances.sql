-- read:    invoice_papers, advances
-- returns: per invoice and advance that it deducts, or that expired before it, oldest first: what was there before, what is deducted, what expired, what is left, as issued; of prepaid hours in hours too
-- source:  docs/rules/documents.md#what-is-printed

select invoice_id, name, opening_amount + invoiced_amount as opening, used_amount as used, expired_amount as expired,
       closing_amount as closing, opening_hours + invoiced_hours as opening_hours, used_hours,
       coalesce(expired_hours, 0) as expired_hours, closing_hours
  from ledger_invoice_retainer
 where company_id = %(company_id)s
   and invoice_id = any(%(invoice_ids)s::bigint[])
   and (used_amount > 0 or expired_amount > 0)
 order by invoice_id, position
