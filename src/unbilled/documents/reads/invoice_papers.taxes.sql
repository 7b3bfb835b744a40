-- read:    invoice_papers, taxes
-- returns: per invoice, code and rate: base and tax in both currencies, name and the sentence the law wants
-- source:  docs/rules/documents.md#what-is-printed

select charged.invoice_id,
       code.code,
       code.name,
       code.legal_text,
       charged.rate_percent,
       charged.base_amount,
       charged.tax_amount,
       charged.accounting_base_amount,
       charged.accounting_tax_amount
  from ledger_tax_transaction as charged
  join tax_tax_code as code on code.id = charged.tax_code_id
 where charged.company_id = %(company_id)s
   and charged.invoice_id = any(%(invoice_ids)s::bigint[])
 order by charged.invoice_id, charged.rate_percent desc, code.code
