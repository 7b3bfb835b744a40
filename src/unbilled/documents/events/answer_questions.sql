-- event:   answer_questions
-- moves:   documents_question open -> answered
-- returns: one row per question that was open
-- keeps:   an answer stays as it was given
-- source:  docs/rules/documents.md#the-customers-page

update documents_question as question
   set answer = %(answer)s, status = 'answered', act_id = %(act_id)s
 where question.company_id = %(company_id)s
   and question.id = any(%(question_ids)s::bigint[])
   and question.status = 'open'
