-- read:    adjustments
-- returns: per adjustment of an unbilled sale: what was done, why, by how much more is charged, whether it is undone, and the names people know
-- source:  docs/rules/billing.md#undoing

select adjustment.id as adjustment_id, adjustment.adjusted_on, adjustment.act_id as act_number, adjustment.kind,
       coalesce(reason.code, '') as write_off_reason, adjustment.reason, sale.contract_id, contract.number as contract,
       sale.customer_id, customer.name as customer, sale.project_id, project.code as project, sale.resource_id,
       coalesce(resource.name, '') as resource, coalesce(entry.external_reference, entry.id::text, '') as entry,
       sale.transaction_date, adjustment.transaction_amount, adjustment.transaction_currency,
       undo.id is not null as is_undone, adjustment.undoes_id is not null as is_undo, act.acted_at as changed_at,
       person.username as changed_by
  from actuals_adjustment as adjustment
  join actuals_actual as sale on sale.id = adjustment.actual_id
  left join actuals_adjustment as undo on undo.undoes_id = adjustment.id
  left join masterdata_write_off_reason as reason on reason.id = adjustment.write_off_reason_id
  left join agreements_contract as contract on contract.id = sale.contract_id
  left join masterdata_customer as customer on customer.id = sale.customer_id
  left join masterdata_project as project on project.id = sale.project_id
  left join masterdata_resource as resource on resource.id = sale.resource_id
  left join work_entry as entry on entry.id = adjustment.entry_id
  left join people_act as act on act.id = adjustment.act_id
  left join people_person as person on person.id = act.person_id
 where adjustment.company_id = %(company_id)s::bigint
