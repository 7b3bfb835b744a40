-- read:    find_named, retainers
-- returns: per name and retainer of the contract, or of contract and customer of the proforma, in their order: name, id (empty when unknown), place (who pays it), near (names there are, when unknown)

with retainers as (
    select retainer.id, retainer.name, customer.account as place
      from billing_retainer as retainer
      join agreements_contract as contract on contract.id = retainer.contract_id
      join masterdata_customer as customer on customer.id = retainer.customer_id
     where retainer.company_id = %(company_id)s::bigint
       and (contract.number = %(contract)s::text
            or exists (select
                         from billing_proforma as proforma
                        where proforma.id = %(proforma_id)s::bigint
                          and proforma.contract_id = retainer.contract_id
                          and proforma.customer_id = retainer.customer_id))
)

select asked.name, retainers.id, retainers.place,
       case when retainers.id is null
            then array(select distinct others.name from retainers as others order by others.name limit 200)
       end as near
  from unnest(%(names)s::text[]) with ordinality as asked (name, place)
  left join retainers on retainers.name = asked.name
 order by asked.place, retainers.id
