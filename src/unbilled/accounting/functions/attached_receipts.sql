-- function: accounting_attached_receipts
-- returns:  per receipt that travels with the document of a proposal: receipt_id, place among them, from 1 on
-- keeps:    only receipts of expenses that the document charges, once each, and only where its customer wants them; what gives back has none
-- source:   docs/rules/documents.md#attachments
create or replace function accounting_attached_receipts(of_proposal bigint)
returns table (receipt_id bigint, place bigint)
language sql stable as $$
    select receipt.id, row_number() over (order by min(line.line_no), receipt.id)
      from accounting_proposal as proposal
      join masterdata_customer as customer on customer.id = proposal.customer_id
      join accounting_proposal_line as line on line.proposal_id = proposal.id
      join actuals_actual as sale on sale.id = line.actual_id
      join work_receipt as receipt on receipt.entry_id = sale.entry_id
     where proposal.id = of_proposal
       and proposal.net_amount + proposal.tax_amount >= 0
       and customer.wants_receipts
       and sale.transaction_class = 'expense'
       and sale.billing_type = 'chargeable'
       and line.net_amount > 0
     group by receipt.id
$$
