-- function: accounting_open_of_contracts
-- returns:  per record of contracts that is on its way to an invoice: contract_id, place (in the order of the way), what it is, name
-- keeps:    a contract is billed whole when nothing of it is in the backlog, planned, on a draft or on a proposal, and nothing that was paid in advance is left
-- source:   docs/rules/agreements.md#closing-contracts
create or replace function accounting_open_of_contracts(contract_ids bigint[])
returns table (contract_id bigint, place integer, what text, name text)
language sql stable as $$
    select line.contract_id, 1, 'work not billed', coalesce(entry.external_reference, entry.id::text)
      from billing_backlog_line as line
      join actuals_actual as sale on sale.id = line.actual_id
      left join work_entry as entry on entry.id = sale.entry_id
     where line.contract_id = any(contract_ids)
     union
    select milestone.contract_id, 2,
           case when milestone.quantity is null then 'milestones not billed' else 'products not billed' end, milestone.name
      from billing_milestone as milestone
     where milestone.contract_id = any(contract_ids)
       and milestone.status <> 'customer_invoice_posted'
     union
    select proforma.contract_id, 3, 'proformas not confirmed', proforma.number
      from billing_proforma as proforma
     where proforma.contract_id = any(contract_ids)
       and proforma.status = 'draft'
     union
    select proposal.contract_id, 4, 'proposals not posted', proposal.number
      from accounting_proposal as proposal
     where proposal.contract_id = any(contract_ids)
       and proposal.status in ('header_only', 'populated')
     union
    select retainer.contract_id, 5,
           case when retainer.open_amount > 0 then 'retainers neither applied nor refunded'
                else 'retainers not invoiced'
            end,
           retainer.name
      from billing_retainer as retainer
     where retainer.contract_id = any(contract_ids)
       and (retainer.status in ('ready_to_invoice', 'customer_invoice_created') or retainer.open_amount > 0)
$$
