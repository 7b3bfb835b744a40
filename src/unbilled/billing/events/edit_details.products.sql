-- event:   edit_details
-- returns: contract_line_id per line of a product of which a draft bills another quantity now
-- keeps:   what is taken from what waits of a product, and left to it, sums to what there was, to the cent
-- source:  docs/rules/billing.md#editing; docs/rules/billing.md#products

with edited as materialized (
    select detail.line_no, detail.quantity, sold.id as milestone_id, sold.contract_line_id,
           case when detail.quantity = sold.quantity + waiting.quantity then sold.transaction_amount + waiting.amount
                else agreements_within(sold.transaction_amount + waiting.amount,
                                       round(detail.quantity * detail.unit_price, currency.digits))
            end as amount
      from billing_proforma_detail as detail
      join billing_milestone as sold on sold.id = detail.milestone_id
      join companies_currency as currency on currency.code = sold.transaction_currency
     cross join lateral (
              select coalesce(sum(part.quantity), 0) as quantity, coalesce(sum(part.transaction_amount), 0) as amount
                from billing_milestone as part
               where part.contract_line_id = sold.contract_line_id
                 and part.customer_id = sold.customer_id
                 and part.unit_price = sold.unit_price
                 and part.status = 'not_ready'
          ) as waiting
     where detail.company_id = %(company_id)s
       and detail.proforma_id = %(proforma_id)s
       and detail.line_no = any(%(line_nos)s::integer[])
       and detail.transaction_class = 'product'
       and not detail.is_correction
       and detail.quantity <> sold.quantity
),

listed as (
    update billing_proforma_detail as detail
       set source_quantity = edited.quantity,
           transaction_amount = edited.amount,
           source_amount = edited.amount,
           reason = ''
      from edited
     where detail.company_id = %(company_id)s
       and detail.proforma_id = %(proforma_id)s
       and detail.line_no = edited.line_no
)

update billing_milestone as sold
   set act_id = %(act_id)s,
       quantity = edited.quantity,
       transaction_amount = edited.amount
  from edited
 where sold.id = edited.milestone_id
returning sold.contract_line_id
