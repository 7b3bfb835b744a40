-- read:    scope of question
-- returns: questions about documents of others' contracts: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select question.id as record_id, 'question ' || question.question_no || ' about ' || invoice.number as name,
       managed.manager
  from documents_question as question
  join ledger_invoice as invoice on invoice.id = question.invoice_id
 cross join agreements_manager_of(invoice.contract_id, null) as managed
 where question.company_id = %(company_id)s::bigint
   and question.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = invoice.contract_id)
 order by question.id
