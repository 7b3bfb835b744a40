-- read:    tables, its project transactions
-- returns: one row per project transaction

select posted.actual_id as key,
       posted.transaction_type as kind,
       posted.transaction_class as class,
       project.code as project,
       entry.external_reference as entry,
       milestone.name as milestone,
       posted.transaction_date as date,
       posted.accounting_date as "accounting date",
       posted.quantity,
       posted.transaction_amount as transaction,
       posted.transaction_currency as currency,
       posted.accounting_amount as accounting,
       posted.exchange_rate as rate,
       posted.reporting_amount as reporting,
       posted.reporting_rate as "reporting rate",
       posted.ledger_layer as layer,
       posted.is_accrued as accrued,
       (select string_agg(value.key || ' ' || value.value, ', ' order by value.key)
          from jsonb_each_text(dimension_set.values) as value) as dimensions,
       voucher.number as voucher
  from ledger_project_transaction as posted
  join actuals_actual as actual on actual.id = posted.actual_id
  left join work_entry as entry on entry.id = actual.entry_id
  left join billing_milestone as milestone on milestone.id = actual.milestone_id
  left join masterdata_project as project on project.id = posted.project_id
  left join companies_dimension_set as dimension_set on dimension_set.id = posted.dimension_set_id
  left join ledger_voucher as voucher on voucher.id = posted.voucher_id
 where posted.company_id = %(company_id)s
 order by posted.actual_id
