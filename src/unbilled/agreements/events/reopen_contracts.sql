-- event:   reopen_contracts
-- moves:   agreements_contract closed -> confirmed
-- returns: contract_id per contract reopened
-- source:  docs/rules/agreements.md#closing-contracts

with picked as (
    select id
      from agreements_contract
     where company_id = %(company_id)s
       and id = any(%(contract_ids)s::bigint[])
       and status = 'closed'
     order by id
       for update
)

update agreements_contract as contract
   set act_id = %(act_id)s,
       status = 'confirmed'
  from picked
 where contract.id = picked.id
returning contract.id as contract_id
