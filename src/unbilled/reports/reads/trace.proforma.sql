-- read:    trace, a proforma
-- returns: its head, the invoice it became, and entry_ids and milestone_ids of what it bills or corrects

select proforma.id as proforma_id, proforma.number, proforma.status, proforma.created_on,
       proforma.transaction_currency, proforma.created_act_id, proforma.reason, contract.number as contract,
       customer.name as customer, original.number as corrects, invoice.number as invoice,
       array(select distinct known.entry_id
               from billing_proforma_detail as detail
               left join actuals_actual as sale on sale.id = detail.actual_id
              cross join lateral (values (coalesce(sale.entry_id, detail.entry_id))) as known (entry_id)
              where detail.proforma_id = proforma.id
                and known.entry_id is not null
              order by known.entry_id) as entry_ids
  from billing_proforma as proforma
  join agreements_contract as contract on contract.id = proforma.contract_id
  join masterdata_customer as customer on customer.id = proforma.customer_id
  left join billing_proforma as original on original.id = proforma.corrects_id
  left join ledger_invoice as invoice on invoice.proforma_id = proforma.id
 where proforma.company_id = %(company_id)s
   and proforma.number = %(number)s
