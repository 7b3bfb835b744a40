-- read:    contracts
-- returns: per contract: currency, status, primary customer, terms, manager, how many lines, who changed it last
-- source:  docs/rules/agreements.md#contracts

select contract.id as contract_id, contract.number, contract.name, contract.status, contract.currency_id as currency,
       contract.customer_reference, terms.code as terms, manager.username as manager, contract.manager_id,
       customer.id as customer_id, customer.name as customer,
       (select count(*) from agreements_contract_line as line where line.contract_id = contract.id) as line_count,
       act.acted_at as changed_at, person.username as changed_by
  from agreements_contract as contract
  left join agreements_contract_customer as agreed on agreed.contract_id = contract.id and agreed.is_primary
  left join masterdata_customer as customer on customer.id = agreed.customer_id
  left join companies_terms_of_payment as terms on terms.id = contract.terms_id
  left join people_person as manager on manager.id = contract.manager_id
  left join people_act as act on act.id = contract.act_id
  left join people_person as person on person.id = act.person_id
 where contract.company_id = %(company_id)s::bigint
