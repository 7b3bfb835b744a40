-- read:    scope of delivery
-- returns: deliveries of others' contracts: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select delivery.id as record_id, 'delivery ' || delivery.name as name, managed.manager
  from documents_delivery as delivery
  join ledger_invoice as invoice on invoice.id = delivery.invoice_id
 cross join agreements_manager_of(invoice.contract_id, null) as managed
 where delivery.company_id = %(company_id)s::bigint
   and delivery.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = invoice.contract_id)
 order by delivery.id
