-- holds:  Work by time and material that a confirmed correction no longer bills is an unbilled sale again, for the same
--         quantity and its amount without discount, and goes to the journal.
-- breaks: Work is neither billed nor to be billed: revenue is lost.
-- shows:  proforma, line_no, expected_quantity, reopened_quantity, expected_amount, reopened_amount
select proforma.number as proforma, detail.line_no,
       greatest(detail.source_quantity - detail.quantity, 0) as expected_quantity,
       coalesce(reopened.quantity, 0) as reopened_quantity,
       rest.amount as expected_amount,
       coalesce(reopened.transaction_amount, 0) as reopened_amount
  from billing_proforma as proforma
  join billing_proforma_detail as detail on detail.proforma_id = proforma.id
  join companies_currency as currency on currency.code = proforma.transaction_currency
  join agreements_contract_line as contract_line
    on contract_line.id = detail.contract_line_id
   and contract_line.billing_method = 'time_and_material'
 cross join lateral (values (billing_rest_amount(detail.quantity, detail.source_quantity,
                                                 detail.transaction_amount - detail.discount_amount,
                                                 detail.source_amount - detail.source_discount,
                                                 detail.source_price, currency.digits)))
                    as rest (amount)
  left join actuals_actual as reopened
    on reopened.replaces_id = detail.actual_id
   and reopened.proforma_id = proforma.id
   and reopened.transaction_type = 'unbilled_sales'
   and reopened.goes_to_journal
 where proforma.status = 'confirmed'
   and detail.is_correction
   and coalesce(detail.milestone_id, detail.retainer_id) is null
   and detail.quantity < detail.source_quantity
   and (reopened.id is null
        or reopened.quantity <> detail.source_quantity - detail.quantity
        or reopened.transaction_amount <> rest.amount
        or reopened.billing_type <> detail.billing_type)
