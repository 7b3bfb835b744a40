-- event:   answer_questions, what was asked
-- returns: per question, by id and locked: its text and document, the text of the company for answers, who gets it
-- source:  docs/rules/documents.md#the-customers-page

select question.id as question_id, question.question_no, question.status, question.text, question.page_id,
       page.revoked_act_id is null as opens, invoice.id as invoice_id, invoice.number, invoice.document_class,
       invoice.invoice_date, invoice.due_date, invoice.transaction_currency, invoice.currency_digits,
       invoice.gross_amount, invoice.language, invoice.locale, invoice.contract_number,
       company.code as company_code, seller.name as seller, buyer.name as buyer, 1 as sending_no,
       coalesce(profile.channel, '') as channel, coalesce(profile.recipients, '') as recipients,
       own.subject as own_subject, own.body as own_body
  from documents_question as question
  join documents_customer_page as page on page.id = question.page_id
  join ledger_invoice as invoice on invoice.id = question.invoice_id
  join companies_company as company on company.id = invoice.company_id
  join ledger_invoice_party as seller
    on seller.invoice_id = invoice.id
   and seller.party = 'seller'
  join ledger_invoice_party as buyer
    on buyer.invoice_id = invoice.id
   and buyer.party = 'buyer'
  left join documents_sending_profile as profile on profile.customer_id = invoice.customer_id
  left join documents_message_text as own
    on own.company_id = invoice.company_id
   and own.purpose = 'answer'
   and own.language = invoice.language
 where question.company_id = %(company_id)s
   and question.id = any(%(question_ids)s::bigint[])
 order by question.id
   for no key update of question
