-- read:    lock_contracts
-- returns: contract_id of every contract of the company, locked in id order
-- keeps:   nobody approves or bills under terms that are being changed; two contracts confirmed or changed at once do not come to cover the same work
-- source:  docs/rules/performance.md#locking

select id as contract_id
  from agreements_contract
 where company_id = %(company_id)s
 order by id
   for no key update
