-- event:   ask_question
-- returns: question_id, question_no
-- keeps:   questions about a document are numbered without gaps
-- source:  docs/rules/documents.md#the-customers-page

insert into documents_question
       (company_id, invoice_id, page_id, question_no, line_no, asker, text, answer, status, asked_at, act_id)
select %(company_id)s, %(invoice_id)s, %(page_id)s,
       1 + (select count(*) from documents_question as question where question.invoice_id = %(invoice_id)s),
       %(line_no)s, %(asker)s, %(text)s, '', 'open', %(at)s, %(act_id)s
returning id as question_id, question_no
