-- read:    limited_work
-- returns: per contract with a limit among those of some unbilled sales: contract_id, actual_ids (its sales, in the order in which they are named)
-- source:  docs/rules/billing.md#limits

select sale.contract_id, array_agg(sale.actual_id order by named.place) as actual_ids
  from unnest(%(actual_ids)s::bigint[]) with ordinality as named (id, place)
  join billing_backlog_line as sale on sale.actual_id = named.id
 where sale.company_id = %(company_id)s
   and (sale.contract_id = any(%(contract_ids)s::bigint[]) or sale.limit_status <> 'not_applicable')
   and sale.proforma_id is null
 group by sale.contract_id
 order by sale.contract_id
