-- read:    invoice_papers, advances
-- returns: per invoice and advance that it deducts, oldest first: what was there before, what is deducted, what is left, as issued
-- source:  docs/rules/documents.md#what-is-printed

select invoice_id, name, opening_amount + invoiced_amount as opening, used_amount as used, closing_amount as closing
  from ledger_invoice_retainer
 where company_id = %(company_id)s
   and invoice_id = any(%(invoice_ids)s::bigint[])
   and used_amount > 0
 order by invoice_id, position
