-- read:    questions
-- returns: per question of a customer: what it is about, who asks, the answer
-- source:  docs/rules/documents.md#the-customers-page

select question.id as question_id, question.invoice_id, invoice.number, question.question_no, question.line_no,
       invoice.customer_id, customer.name as customer, invoice.contract_id, contract.number as contract,
       question.asker, question.text, question.answer, question.status, question.asked_at
  from documents_question as question
  join ledger_invoice as invoice on invoice.id = question.invoice_id
  join masterdata_customer as customer on customer.id = invoice.customer_id
  join agreements_contract as contract on contract.id = invoice.contract_id
 where question.company_id = %(company_id)s::bigint
