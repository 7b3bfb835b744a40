-- read:    message_texts
-- returns: per text of the company: purpose, language, subject, body
-- source:  docs/rules/documents.md#sending-profiles

select text.id as message_text_id, text.purpose, text.language, text.subject, text.body
  from documents_message_text as text
 where text.company_id = %(company_id)s::bigint
