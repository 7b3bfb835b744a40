-- read:    scope of proposal
-- returns: proposals of others' contracts: record_id, name, manager
-- source:  docs/rules/acts.md#own-contracts

select proposal.id as record_id, 'proposal ' || proposal.number as name, managed.manager
  from accounting_proposal as proposal
 cross join agreements_manager_of(proposal.contract_id, null) as managed
 where proposal.company_id = %(company_id)s::bigint
   and proposal.id = any(%(ids)s::bigint[])
   and not exists (select
                     from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own
                    where own.contract_id = proposal.contract_id)
 order by proposal.id
