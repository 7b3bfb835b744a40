-- holds:  The shares of a line's customers total 100 percent once its contract is confirmed.
-- breaks: A part of the work would have no payer, or two.
-- shows:  contract, line_no, total_percent
select contract.number as contract, line.line_no, coalesce(sum(share.split_percent), 0) as total_percent
  from agreements_contract as contract
  join agreements_contract_line as line on line.contract_id = contract.id
  left join agreements_line_customer as share on share.contract_line_id = line.id
 where contract.status = 'confirmed'
 group by contract.id, contract.number, line.line_no
having coalesce(sum(share.split_percent), 0) <> 100
 order by contract.id, line.line_no
