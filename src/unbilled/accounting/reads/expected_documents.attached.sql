-- read:    expected_documents, what travels with them
-- returns: per receipt, in order: the proposal as id, place, name, media_type, content
-- source:  docs/rules/documents.md#attachments

select proposal.id, attached.place, receipt.name, receipt.media_type, receipt.content
  from accounting_proposal as proposal
 cross join lateral accounting_attached_receipts(proposal.id) as attached
  join work_receipt as receipt on receipt.id = attached.receipt_id
 where proposal.company_id = %(company_id)s
   and proposal.id = any(%(ids)s::bigint[])
 order by proposal.id, attached.place
