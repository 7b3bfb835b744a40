-- event:   expire_retainers
-- returns: per retainer that does not expire: retainer_id, name (with the reason)
-- source:  docs/rules/retainers.md#expiry

select asked.id as retainer_id,
       case when retainer.id is null then 'a retainer that is not there'
            else format('%%s of contract %%s (%%s)', retainer.name, contract.number,
                        case when retainer.status = 'customer_invoice_posted' and retainer.open_amount = 0
                             then 'nothing of it is open'
                             when retainer.expires_on is null then 'it rolls over'
                             when retainer.expires_on >= %(acted_on)s::date then 'through ' || retainer.expires_on
                             when retainer.drafted_amount > 0 then 'on a draft'
                             else 'not invoiced'
                         end)
        end as name
  from unnest(%(retainer_ids)s::bigint[]) as asked (id)
  left join billing_retainer as retainer
    on retainer.id = asked.id
   and retainer.company_id = %(company_id)s
  left join agreements_contract as contract on contract.id = retainer.contract_id
 order by contract.number, retainer.name
