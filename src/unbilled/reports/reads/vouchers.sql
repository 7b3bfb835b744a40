-- read:    vouchers
-- returns: per voucher: number, day, kind, what caused it (a document, or the work of a journal line), the sum of its
--          debits, who posted it
-- source:  docs/rules/ledger.md#vouchers

-- A voucher of the journal posts one line; what a document posts stands under the document. That it is one is told by an
-- aggregate, so that a count or an order leaves the join out.
select voucher.id as voucher_id, voucher.number, voucher.accounting_date, voucher.voucher_kind,
       invoice.id as invoice_id, invoice.number as document,
       coalesce(invoice.contract_id, actual.contract_id) as contract_id, contract.number as contract,
       actual.project_id, project.code as project,
       coalesce(customer.name, concat_ws(', ', resource.name, coalesce(task.name, category.name, role.name),
                                         nullif(entry.description, ''))) as cause,
       coalesce(entry.external_reference, entry.id::text) as entry,
       (select sum(line.accounting_amount)
          from ledger_entry as line
         where line.voucher_id = voucher.id
           and line.accounting_amount > 0) as amount,
       company.accounting_currency_id as accounting_currency, act.acted_at as posted_at,
       person.username as posted_by
  from ledger_voucher as voucher
  left join companies_company as company on company.id = voucher.company_id
  left join ledger_invoice as invoice on invoice.voucher_id = voucher.id
  left join masterdata_customer as customer on customer.id = invoice.customer_id
  left join lateral (
            select min(transaction.actual_id) as actual_id
              from ledger_project_transaction as transaction
             where transaction.voucher_id = case when voucher.voucher_kind in ('project_cost', 'project_sales')
                                                 then voucher.id
                                             end
       ) as booked on true
  left join actuals_actual as actual on actual.id = booked.actual_id
  left join agreements_contract as contract on contract.id = coalesce(invoice.contract_id, actual.contract_id)
  left join masterdata_project as project on project.id = actual.project_id
  left join masterdata_resource as resource on resource.id = actual.resource_id
  left join masterdata_task as task on task.id = actual.task_id
  left join masterdata_category as category on category.id = actual.category_id
  left join masterdata_role as role on role.id = actual.role_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join people_act as act on act.id = voucher.act_id
  left join people_person as person on person.id = act.person_id
 where voucher.company_id = %(company_id)s::bigint
