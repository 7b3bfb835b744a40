-- read:    lock_proposals
-- returns: the contracts locked
-- keeps:   two events never change the same proposal: contracts are locked in id order
-- source:  docs/rules/performance.md#locking

select id
  from agreements_contract
 where id in (select contract_id
                from accounting_proposal
               where company_id = %(company_id)s
                 and id = any(%(proposal_ids)s::bigint[]))
 order by id
   for no key update
