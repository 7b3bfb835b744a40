-- holds:  Of all sold work, what was worked less what was never to be charged, with what was written off, written up,
--         priced anew, discounted and edited on drafts, is what is billed, on drafts, held and waiting.
-- breaks: The realization of a contract, project, person or month would not be that of the books.
-- shows:  contract_id, customer_id, project_id, resource_id, transaction_date, expected_amount, found_amount (contract currency)
select made.contract_id, made.customer_id, made.project_id, made.resource_id, made.transaction_date,
       sums.expected_amount, sums.found_amount
  from companies_company as company
 cross join lateral billing_realized_work(
               company.id, array(select contract.id from agreements_contract as contract
                                  where contract.company_id = company.id)
           ) as made
 cross join lateral (values (
       made.worked_amount - made.not_charged_amount + made.written_off_amount + made.written_up_amount
       + made.repriced_amount + made.discounted_amount + made.edited_amount,
       made.billed_amount + made.drafted_amount + made.held_amount + made.waiting_amount)) as sums (expected_amount,
                                                                                                    found_amount)
 where sums.expected_amount <> sums.found_amount
 order by made.contract_id, made.transaction_date
