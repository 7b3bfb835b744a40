-- read:    tables, its adjustments
-- returns: one row per adjustment of an unbilled sale

select adjustment.id::text as key,
       coalesce(entry.external_reference, entry.id::text) as entry,
       customer.account as customer,
       adjustment.kind,
       reason.code as reason,
       adjustment.reason as because,
       adjustment.transaction_amount as amount,
       adjustment.transaction_currency as currency,
       adjustment.adjusted_on as "on",
       case when adjustment.undoes_id is not null then 'yes' else '' end as undoes
  from actuals_adjustment as adjustment
  join actuals_actual as sale on sale.id = adjustment.actual_id
  left join work_entry as entry on entry.id = adjustment.entry_id
  left join masterdata_customer as customer on customer.id = sale.customer_id
  left join masterdata_write_off_reason as reason on reason.id = adjustment.write_off_reason_id
 where adjustment.company_id = %(company_id)s
 order by adjustment.id
