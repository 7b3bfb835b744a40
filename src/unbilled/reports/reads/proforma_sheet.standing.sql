-- read:    proforma_sheet, where it stands
-- returns: one row of a proforma: contract_name, contracted_amount (0 where none is agreed), is_all_agreed (an amount is
--          agreed for every line of the contract), billed_amount (posted invoices of the contract, before tax), pending_count (ready work and milestones of its contract and customer
--          that are on no proforma), proposal_status, invoice, correction (number of the open draft that corrects it)
-- source:  docs/rules/billing.md#proformas; docs/rules/billing.md#revising

select contract.name as contract_name,
       (select coalesce(sum(line.contracted_amount), 0)
          from agreements_contract_line as line
         where line.contract_id = proforma.contract_id) as contracted_amount,
       (select coalesce(bool_and(line.contracted_amount > 0), false)
          from agreements_contract_line as line
         where line.contract_id = proforma.contract_id) as is_all_agreed,
       -- The invoices of a contract are those of its proformas, which are found by it.
       (select coalesce(sum(invoice.net_amount), 0)
          from billing_proforma as billed
          join ledger_invoice as invoice on invoice.proforma_id = billed.id
         where billed.contract_id = proforma.contract_id) as billed_amount,
       (select count(*)
          from billing_backlog_line as line
         where line.company_id = proforma.company_id
           and line.contract_id = proforma.contract_id
           and line.customer_id = proforma.customer_id
           and line.billing_status = 'ready_to_invoice')
       + (select count(*)
            from billing_milestone as milestone
           where milestone.company_id = proforma.company_id
             and milestone.contract_id = proforma.contract_id
             and milestone.customer_id = proforma.customer_id
             and milestone.status = 'ready_to_invoice') as pending_count,
       proposal.status as proposal_status, invoice.number as invoice, correction.number as correction
  from billing_proforma as proforma
  join agreements_contract as contract on contract.id = proforma.contract_id
  left join accounting_proposal as proposal on proposal.proforma_id = proforma.id
  left join ledger_invoice as invoice on invoice.proposal_id = proposal.id
  left join billing_proforma as correction on correction.corrects_id = proforma.id and correction.status = 'draft'
 where proforma.company_id = %(company_id)s::bigint
   and proforma.id = %(proforma_id)s::bigint
