-- holds:  Nothing of a closed contract is in the backlog, planned, on a draft proforma or on a proposal that is not posted.
-- breaks: What is left there is never billed, for nobody looks at a closed contract.
-- shows:  contract, what is left, name
select contract.number as contract, rest.what, rest.name
  from accounting_open_of_contracts(array(select id from agreements_contract where status = 'closed')) as rest
  join agreements_contract as contract on contract.id = rest.contract_id
 order by contract.id, rest.place, rest.name
