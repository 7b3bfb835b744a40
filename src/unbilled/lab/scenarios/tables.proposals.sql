-- read:    tables, its proposals
-- returns: one row per invoice proposal

select proposal.id as key,
       proposal.number as proposal,
       contract.number as contract,
       customer.account as customer,
       proposal.status,
       proposal.line_count as lines,
       proposal.net_amount as net,
       proposal.tax_amount as tax,
       proposal.transaction_currency as currency,
       proposal.invoice_date as "invoice date",
       proposal.accounting_date as "accounting date",
       terms.code as terms,
       proposal.due_date as "due date",
       corrected.number as corrects
  from accounting_proposal as proposal
  join agreements_contract as contract on contract.id = proposal.contract_id
  join masterdata_customer as customer on customer.id = proposal.customer_id
  left join companies_terms_of_payment as terms on terms.id = proposal.terms_id
  left join accounting_proposal as corrected on corrected.id = proposal.corrects_id
 where proposal.company_id = %(company_id)s
 order by proposal.id
