-- holds:  The parts of a product that a confirmed contract sells total the agreed quantity, and each is worth quantity times
--         price, to the unit of the currency by which another part may differ.
-- breaks: The customer is billed for more than was agreed, or part of the delivery is never billed.
-- shows:  contract_line_id, quantity agreed, planned_quantity, odd_parts (names of those worth something else)
select line.id as contract_line_id, line.quantity, coalesce(sum(part.quantity), 0) as planned_quantity,
       array_agg(part.name order by part.name) filter (where part.is_odd) as odd_parts
  from agreements_contract_line as line
  join agreements_contract as contract on contract.id = line.contract_id
  join companies_currency as currency on currency.code = contract.currency_id
  left join lateral (
           select sold.name, sold.quantity,
                  abs(sold.transaction_amount - sold.quantity * sold.unit_price)
                  > power(10::numeric, -currency.digits) * (select count(*)
                                                              from billing_milestone as other
                                                             where other.contract_line_id = line.id) as is_odd
             from billing_milestone as sold
            where sold.contract_line_id = line.id
       ) as part on true
 where line.billing_method = 'product'
   and contract.status = 'confirmed'
 group by line.id
having coalesce(sum(part.quantity), 0) <> line.quantity
    or bool_or(part.is_odd)
