-- event:   confirm_contracts
-- moves:   agreements_contract draft -> confirmed
-- returns: contract_id per contract confirmed
-- source:  docs/rules/agreements.md#confirming-contracts; docs/rules/agreements.md#customers-and-shares; docs/rules/agreements.md#one-line-for-the-same-work

with picked as (
    select id
      from agreements_contract
     where company_id = %(company_id)s
       and id = any(%(contract_ids)s::bigint[])
       and status = 'draft'
     order by id
       for update
)

update agreements_contract as contract
   set act_id = %(act_id)s,
       status = 'confirmed'
  from picked
 where contract.id = picked.id
returning contract.id as contract_id
