-- read:    contract_names
-- returns: per contract that the company has: id, name, state

select id, number as name, status as state
  from agreements_contract
 where company_id = %(company_id)s
   and id = any(%(ids)s::bigint[])
