-- read:    agreed
-- returns: per contract, by number: contract_id, status and the fields of its plain record; accounts, shares, bill-tos and terms
--          side by side, the primary customer first
-- source:  docs/rules/agreements.md#contracts

select contract.id as contract_id, contract.number, contract.name, contract.status,
       contract.currency_id as currency, terms.code as terms, tax_group.code as tax_group,
       contract.customer_reference as reference, manager.username as manager, contract.signed_on,
       contract.limit_amount as "limit", contract.confirms_itself, contract.applies_retainers,
       contract.time_rounding,
       agreement.rate as fixed_rate, coalesce(agreement.agreement_reference, '') as fixed_rate_reference,
       array(select customer.account
               from agreements_contract_customer as share
               join masterdata_customer as customer on customer.id = share.customer_id
              where share.contract_id = contract.id
              order by share.is_primary desc, share.id) as customers,
       array(select share.split_percent
               from agreements_contract_customer as share
              where share.contract_id = contract.id
              order by share.is_primary desc, share.id) as shares,
       array(select share.limit_amount
               from agreements_contract_customer as share
              where share.contract_id = contract.id
              order by share.is_primary desc, share.id) as customer_limits,
       array(select share.bill_to
               from agreements_contract_customer as share
              where share.contract_id = contract.id
              order by share.is_primary desc, share.id) as bill_to,
       array(select terms.code
               from agreements_contract_customer as share
               left join companies_terms_of_payment as terms on terms.id = share.terms_id
              where share.contract_id = contract.id
              order by share.is_primary desc, share.id) as customer_terms,
       (select customer.account
          from agreements_contract_customer as share
          join masterdata_customer as customer on customer.id = share.customer_id
         where share.contract_id = contract.id
           and share.is_rounding
         order by share.id
         limit 1) as rounding,
       array(select price_list.name
               from agreements_contract_price_list as used
               join agreements_price_list as price_list on price_list.id = used.price_list_id
              where used.contract_id = contract.id
              order by price_list.valid_from, price_list.name) as price_lists
  from agreements_contract as contract
  left join companies_terms_of_payment as terms on terms.id = contract.terms_id
  left join tax_tax_group as tax_group on tax_group.id = contract.tax_group_id
  left join people_person as manager on manager.id = contract.manager_id
  left join agreements_fixed_rate_agreement as agreement
    on agreement.contract_id = contract.id
   and agreement.from_currency_id = contract.currency_id
 where contract.company_id = %(company_id)s
   and (%(numbers)s::text[] is null or contract.number = any(%(numbers)s::text[]))
 order by contract.number
