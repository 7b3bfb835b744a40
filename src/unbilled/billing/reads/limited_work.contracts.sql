-- read:    limited_work, the contracts that have limits
-- returns: contract_id per contract of the company with a limit at any level
-- source:  docs/rules/billing.md#limits

select distinct contract_id
  from agreements_limits(%(company_id)s)
 order by contract_id
