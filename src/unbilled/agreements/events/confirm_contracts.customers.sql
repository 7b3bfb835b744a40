-- event:   confirm_contracts
-- returns: contract_id and number of each contract without a customer
-- source:  docs/rules/agreements.md#confirming-contracts

select contract.id as contract_id, contract.number
  from agreements_contract as contract
 where contract.company_id = %(company_id)s
   and contract.id = any(%(contract_ids)s::bigint[])
   and not exists (select from agreements_contract_customer as customer
                    where customer.contract_id = contract.id)
 order by contract.id
