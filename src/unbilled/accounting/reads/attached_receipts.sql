-- read:    attached_receipts
-- returns: per proposal whose customer wants receipts and that has some: proposal_id, number, receipt_count, byte_count
-- source:  docs/rules/documents.md#attachments

select proposal.id as proposal_id, proposal.number, count(*) as receipt_count,
       sum(receipt.size_bytes)::bigint as byte_count
  from accounting_proposal as proposal
  join masterdata_customer as customer on customer.id = proposal.customer_id
 cross join lateral accounting_attached_receipts(proposal.id) as attached
  join work_receipt as receipt on receipt.id = attached.receipt_id
 where proposal.company_id = %(company_id)s
   and proposal.id = any(%(proposal_ids)s::bigint[])
   and customer.wants_receipts
 group by proposal.id
 order by proposal.id
