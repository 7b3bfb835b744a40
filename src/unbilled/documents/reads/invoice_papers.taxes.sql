-- read:    invoice_papers, taxes
-- returns: per invoice, code and rate: base and tax in both currencies, name and the sentence the law wants, as issued
-- source:  docs/rules/documents.md#what-is-printed

select invoice_id, code, name, category, legal_text, rate_percent, sum(base_amount) as base_amount,
       sum(tax_amount) as tax_amount, sum(accounting_base_amount) as accounting_base_amount,
       sum(accounting_tax_amount) as accounting_tax_amount
  from ledger_tax_transaction
 where company_id = %(company_id)s
   and invoice_id = any(%(invoice_ids)s::bigint[])
 group by invoice_id, code, name, category, legal_text, rate_percent
 order by invoice_id, rate_percent desc, code
