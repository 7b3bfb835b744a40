-- event:   answer_questions, what was asked
-- returns: per question, by id and locked: its text and document, the text of the company for answers, who gets it
-- source:  docs/rules/documents.md#the-customers-page

select question.id as question_id, question.question_no, question.status, question.text, question.page_id,
       page.revoked_act_id is null as opens, question.invoice_id, letter.number, letter.document_class,
       letter.invoice_date, letter.due_date, letter.transaction_currency, letter.currency_digits,
       letter.gross_amount, letter.language, letter.locale, letter.contract_number, letter.company_code,
       letter.seller, letter.buyer, 1 as sending_no, coalesce(letter.channel, '') as channel,
       coalesce(letter.recipients, '') as recipients, letter.own_subject, letter.own_body
  from documents_question as question
  join documents_customer_page as page on page.id = question.page_id
 cross join lateral documents_letter_of(question.invoice_id, 'answer') as letter
 where question.company_id = %(company_id)s
   and question.id = any(%(question_ids)s::bigint[])
 order by question.id
   for no key update of question
