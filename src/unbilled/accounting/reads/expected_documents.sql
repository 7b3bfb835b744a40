-- read:    expected_documents
-- returns: per proposal that is not posted: what the head of its document would say; amounts in invoice currency
-- source:  docs/rules/documents.md#electronic-invoices; docs/rules/proposals.md#lines

select proposal.id, proposal.number,
       case when proposal.net_amount + proposal.tax_amount < 0 then 'credit_note' else 'invoice' end
           as document_class,
       dated.invoice_date, coalesce(proposal.due_date, agreed.due_date, dated.invoice_date) as due_date,
       proposal.transaction_currency, paid_in.digits as currency_digits,
       company.accounting_currency_id as accounting_currency, proposal.net_amount, proposal.tax_amount,
       proposal.net_amount + proposal.tax_amount as gross_amount,
       round(proposal.tax_amount * worth.rate, kept_in.digits) as accounting_tax_amount,
       case when original.document_class = 'credit_note' then original.original_number
            else coalesce(original.number, '')
        end as original_number,
       case when original.document_class = 'credit_note' then original.original_date
            else original.invoice_date
        end as original_date,
       proforma.reason, contract.number as contract_number, coalesce(terms.text, '') as terms_text,
       customer.language, company.locale,
       coalesce(nullif(customer.einvoice_format, ''), company.einvoice_format) as einvoice_format,
       customer.payment_means, customer.mandate, company.creditor_id, customer.debited_account,
       customer.wants_timesheet as carries_timesheet, coalesce(terms.discount_days, 0) as discount_days,
       coalesce(terms.discount_percent, 0) as discount_percent,
       (select coalesce(jsonb_object_agg(code.code, code.exemption_code), '{}')
          from tax_tax_code as code
         where code.company_id = proposal.company_id
           and code.exemption_code <> '') as exemptions
  from accounting_proposal as proposal
  join companies_company as company on company.id = proposal.company_id
  join companies_currency as paid_in on paid_in.code = proposal.transaction_currency
  join companies_currency as kept_in on kept_in.code = company.accounting_currency_id
  join masterdata_customer as customer on customer.id = proposal.customer_id
  join agreements_contract as contract on contract.id = proposal.contract_id
  join billing_proforma as proforma on proforma.id = proposal.proforma_id
 cross join lateral (select coalesce(proposal.invoice_date, %(invoice_date)s::date) as invoice_date) as dated
  left join companies_terms_of_payment as terms on terms.id = proposal.terms_id
  left join lateral companies_due_date(dated.invoice_date, proposal.terms_id) as agreed on true
  left join lateral companies_rate_on_day(proposal.company_id, proposal.transaction_currency,
                                          company.accounting_currency_id, proposal.accounting_date) as worth on true
  left join ledger_invoice as original on original.proposal_id = proposal.corrects_id
 where proposal.company_id = %(company_id)s
   and proposal.id = any(%(ids)s::bigint[])
   and proposal.status <> 'posted'
   and coalesce(nullif(customer.einvoice_format, ''), company.einvoice_format) = any(%(formats)s::text[])
 order by proposal.id
