-- holds:  The milestones of a contract line total the contracted amount at most.
-- breaks: The customer is billed more than was agreed.
-- shows:  contract_line_id, contracted_amount, planned_amount (contract currency)
select line.id as contract_line_id, line.contracted_amount, sum(milestone.transaction_amount) as planned_amount
  from agreements_contract_line as line
  join billing_milestone as milestone on milestone.contract_line_id = line.id
 where milestone.quantity is null
 group by line.id
having sum(milestone.transaction_amount) > line.contracted_amount
