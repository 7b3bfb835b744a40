-- read:    scope of invoice
-- returns: posted documents of others' contracts: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select invoice.id as record_id, replace(invoice.document_class, '_', ' ') || ' ' || invoice.number as name,
       managed.manager
  from ledger_invoice as invoice
 cross join agreements_manager_of(invoice.contract_id, null) as managed
 where invoice.company_id = %(company_id)s::bigint
   and invoice.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = invoice.contract_id)
 order by invoice.id
