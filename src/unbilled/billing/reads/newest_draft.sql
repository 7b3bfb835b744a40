-- read:    newest_draft
-- returns: per contract and customer of chosen work and milestones: contract, customer, proforma_id (the newest draft that bills them; empty where none does)
-- source:  docs/rules/billing.md#adding-to-a-draft

select contract.number as contract, customer.name as customer, draft.proforma_id
  from (select contract_id, customer_id
          from billing_backlog_line
         where company_id = %(company_id)s::bigint
           and actual_id = any(%(actual_ids)s::bigint[])
         union
        select contract_id, customer_id
          from billing_milestone
         where company_id = %(company_id)s::bigint
           and id = any(%(milestone_ids)s::bigint[])) as payer
  join agreements_contract as contract on contract.id = payer.contract_id
  join masterdata_customer as customer on customer.id = payer.customer_id
 cross join lateral (
       select max(proforma.id) as proforma_id
         from billing_proforma as proforma
        where proforma.contract_id = payer.contract_id
          and proforma.customer_id = payer.customer_id
          and proforma.status = 'draft'
          and proforma.corrects_id is null
       ) as draft
 order by contract.number, customer.name
