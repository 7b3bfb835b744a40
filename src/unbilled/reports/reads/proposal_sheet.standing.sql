-- read:    proposal_sheet, standing
-- returns: what a proposal's list does not say: contract name, dimensions, the invoice it became
-- source:  docs/rules/proposals.md#proposing

select contract.name as contract_name,
       coalesce((select string_agg(pair.key || ' ' || pair.value, ', ' order by pair.key collate "C")
                   from jsonb_each_text(dimension_set.values) as pair), '') as dimensions,
       coalesce(invoice.number, '') as invoice
  from accounting_proposal as proposal
  left join agreements_contract as contract on contract.id = proposal.contract_id
  left join companies_dimension_set as dimension_set on dimension_set.id = proposal.dimension_set_id
  left join ledger_invoice as invoice on invoice.proposal_id = proposal.id
 where proposal.company_id = %(company_id)s::bigint
   and proposal.id = %(proposal_id)s::bigint
