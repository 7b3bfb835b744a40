-- read:    tables, its retainers
-- returns: one row per retainer

select retainer.id as key,
       retainer.name as retainer,
       contract.number as contract,
       line.name as line,
       customer.account as customer,
       retainer.retainer_date as date,
       retainer.transaction_amount as amount,
       retainer.transaction_currency as currency,
       retainer.status,
       proforma.number as proforma,
       retainer.hours,
       retainer.unit_price as price,
       retainer.open_hours as "open hours",
       retainer.applied_hours as "drawn hours",
       retainer.refunded_hours as "refunded hours",
       retainer.expired_hours as "expired hours",
       retainer.expired_amount as expired,
       retainer.expires_on as "last day",
       retainer.drafted_hours as "drafted hours",
       retainer.hold_reason as "held because",
       retainer.held_until as "held until",
       retainer.open_amount as open,
       retainer.applied_amount as applied,
       retainer.refunded_amount as refunded,
       retainer.drafted_amount as drafted
  from billing_retainer as retainer
  join agreements_contract as contract on contract.id = retainer.contract_id
  join agreements_contract_line as line on line.id = retainer.contract_line_id
  join masterdata_customer as customer on customer.id = retainer.customer_id
  left join billing_proforma as proforma on proforma.id = retainer.proforma_id
 where retainer.company_id = %(company_id)s
 order by retainer.id
