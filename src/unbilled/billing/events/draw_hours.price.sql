-- event:   draw_hours
-- returns: nothing
-- keeps:   time that is prepaid is charged at the prepaid price, so that with its deduction it comes to nothing; beyond that it is charged at the overage price of the newest prepaid hours once none are left, else at its own
-- source:  docs/rules/retainers.md#prepaid-hours

update billing_proforma_detail as detail
   set act_id = %(act_id)s,
       is_prepaid = true,
       transaction_amount = priced.amount,
       unit_price = priced.unit_price,
       source_price = nullif(detail.unit_price, priced.unit_price),
       reason = case when detail.reason <> '' then detail.reason
                     when detail.drawn_hours > 0 then 'Prepaid hours'
                     else 'Beyond prepaid hours'
                 end
  from (select time.proforma_id, time.line_no, worth.amount, round(worth.amount / time.quantity, 6) as unit_price
          from unnest(%(proforma_ids)s::bigint[], %(after_line_nos)s::integer[]) as given (proforma_id, after_line_no)
          join billing_proforma as proforma on proforma.id = given.proforma_id
          join companies_currency as currency on currency.code = proforma.transaction_currency
          join billing_proforma_detail as time on time.proforma_id = proforma.id
          left join lateral (
                   select (array_agg(retainer.overage_price order by retainer.is_of_line desc, retainer.retainer_date desc,
                                                                     retainer.id desc))[1] as price
                     from billing_retainer as retainer
                    where retainer.company_id = %(company_id)s
                      and retainer.contract_id = proforma.contract_id
                      and retainer.customer_id = proforma.customer_id
                      and retainer.hours is not null
                      and retainer.status = 'customer_invoice_posted'
                      and (not retainer.is_of_line or retainer.contract_line_id = time.contract_line_id)
                   having not bool_or(retainer.open_hours > retainer.drafted_hours)
               ) as overage on true
         cross join lateral (
                  select time.drawn_amount
                         + case when time.quantity = time.drawn_hours then 0
                                when overage.price is null and time.drawn_hours = 0 then time.transaction_amount
                                else round((time.quantity - time.drawn_hours)
                                           * coalesce(overage.price, time.unit_price), currency.digits)
                            end as amount
              ) as worth
         where proforma.company_id = %(company_id)s
           and proforma.status = 'draft'
           and time.line_no > given.after_line_no
           and time.transaction_class = 'time'
           and time.unit = 'hour'
           and time.billing_type = 'chargeable'
           and time.source_price is null
           and not time.is_prepaid
           and time.discount_ids = '{}'
           and not time.is_correction
           and time.quantity > 0
           and (time.drawn_hours > 0 or overage.price is not null)) as priced
 where detail.proforma_id = priced.proforma_id
   and detail.line_no = priced.line_no
