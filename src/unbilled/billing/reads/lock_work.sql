-- read:    lock_work
-- returns: contract_id and status per contract of the work, the milestones and the retainers, locked in id order
-- keeps:   two events never move the same work: whoever comes second finds it moved
-- source:  docs/rules/performance.md#locking

select contract.id as contract_id, contract.status
  from agreements_contract as contract
 where contract.id in (select line.contract_id
                         from billing_backlog_line as line
                        where line.company_id = %(company_id)s
                          and line.actual_id = any(%(actual_ids)s::bigint[])
                       union all
                       select milestone.contract_id
                         from billing_milestone as milestone
                        where milestone.company_id = %(company_id)s
                          and milestone.id = any(%(milestone_ids)s::bigint[])
                       union all
                       select retainer.contract_id
                         from billing_retainer as retainer
                        where retainer.company_id = %(company_id)s
                          and retainer.id = any(%(retainer_ids)s::bigint[]))
 order by contract.id
   for no key update of contract
