-- read:    deliveries
-- returns: per delivery: what, to whom, how, where it stands, who put it there
-- source:  docs/rules/documents.md#delivery

select delivery.id as delivery_id, delivery.name, delivery.invoice_id, invoice.number, delivery.purpose,
       invoice.customer_id, customer.name as customer, invoice.contract_id, contract.number as contract,
       delivery.channel, delivery.sent_to, delivery.status, delivery.attempts, delivery.queued_at,
       delivery.next_attempt_at, delivery.last_answer, delivery.subject, delivery.message_id
  from documents_delivery as delivery
  join ledger_invoice as invoice on invoice.id = delivery.invoice_id
  join masterdata_customer as customer on customer.id = invoice.customer_id
  join agreements_contract as contract on contract.id = invoice.contract_id
 where delivery.company_id = %(company_id)s::bigint
