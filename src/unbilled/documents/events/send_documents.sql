-- event:   send_documents
-- returns: per letter put into the queue, by document: delivery_id, invoice_id, number, channel, sent_to, name,
--          message_id;
--          one that another act has put there is left out
-- keeps:   a document is in the queue once a sending; what is fetched is not tried by itself
-- source:  docs/rules/documents.md#delivery

with queued as (
    insert into documents_delivery
           (company_id, invoice_id, purpose, question_id, page_id, sending_no, name, channel, attaches, language,
            sent_to, recipients, subject, body, message_id, status, attempts, next_attempt_at, last_answer, queued_at, act_id)
    select %(company_id)s, letter.invoice_id, letter.purpose, letter.question_id, letter.page_id, letter.sending_no,
           letter.name, letter.channel, letter.attaches, letter.language, letter.sent_to, letter.recipients, letter.subject,
           letter.body, letter.message_id, 'waiting', 0,
           case when letter.channel <> 'download' then %(at)s::timestamptz end, '', %(at)s, %(act_id)s
      from jsonb_to_recordset(%(letters)s::jsonb)
             as letter (invoice_id bigint, purpose text, question_id bigint, page_id bigint, sending_no integer,
                        name text, channel text, attaches text, language text, sent_to text, recipients jsonb, subject text,
                        body text, message_id text)
     order by letter.invoice_id
        on conflict do nothing
    returning id, invoice_id, channel, sent_to, name, message_id
)
select queued.id as delivery_id, queued.invoice_id, invoice.number, queued.channel, queued.sent_to, queued.name,
       queued.message_id
  from queued
  join ledger_invoice as invoice on invoice.id = queued.invoice_id
 order by queued.invoice_id
