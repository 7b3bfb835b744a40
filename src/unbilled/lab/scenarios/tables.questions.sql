-- read:    tables, its questions
-- returns: one row per question of a customer

select question.id as key,
       invoice.number || '/' || question.question_no as question,
       question.line_no as line,
       question.asker,
       question.text,
       question.answer,
       question.status
  from documents_question as question
  join ledger_invoice as invoice on invoice.id = question.invoice_id
 where question.company_id = %(company_id)s
 order by question.id
