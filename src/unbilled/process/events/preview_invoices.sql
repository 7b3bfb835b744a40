-- event:   preview_invoices
-- returns: per proposal of the proformas: proposal_id
-- source:  docs/rules/documents.md#previewing

select proposal.id as proposal_id
  from accounting_proposal as proposal
 where proposal.company_id = %(company_id)s
   and proposal.proforma_id = any(%(proforma_ids)s::bigint[])
