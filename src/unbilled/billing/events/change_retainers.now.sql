-- event:   change_retainers
-- returns: per retainer asked for: retainer_id, name, retainer_date, transaction_amount, hours (null: money), unit_price, overage_price, contract (number), customer, currency, digits, is_billed (some proforma lists it or has), others (names of the customer's other retainers of the contract)
-- source:  docs/rules/retainers.md#retainers

select retainer.id as retainer_id, retainer.name, retainer.retainer_date, retainer.transaction_amount, retainer.hours,
       retainer.unit_price, retainer.overage_price,
       contract.number as contract, customer.name as customer, currency.code as currency, currency.digits,
       retainer.status not in ('not_ready', 'ready_to_invoice')
       or exists (select
                    from billing_proforma as proforma
                    join billing_proforma_detail as detail on detail.proforma_id = proforma.id
                   where proforma.company_id = %(company_id)s
                     and proforma.contract_id = retainer.contract_id
                     and detail.retainer_id = retainer.id) as is_billed,
       array(select other.name
               from billing_retainer as other
              where other.contract_id = retainer.contract_id
                and other.customer_id = retainer.customer_id
                and other.id <> all(%(retainer_ids)s::bigint[])) as others
  from unnest(%(retainer_ids)s::bigint[]) as asked (id)
  join billing_retainer as retainer
    on retainer.id = asked.id
   and retainer.company_id = %(company_id)s
  join agreements_contract as contract on contract.id = retainer.contract_id
  join masterdata_customer as customer on customer.id = retainer.customer_id
  join companies_currency as currency on currency.code = retainer.transaction_currency
 order by contract.number, retainer.name
