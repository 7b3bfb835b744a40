-- event:   propose
-- returns: the contracts locked
-- keeps:   two events never propose the same proforma: contracts are locked in id order
-- source:  docs/rules/performance.md#locking

select id
  from agreements_contract
 where id in (select contract_id
                from billing_proforma
               where company_id = %(company_id)s
                 and id = any(%(proforma_ids)s::bigint[]))
 order by id
   for no key update
