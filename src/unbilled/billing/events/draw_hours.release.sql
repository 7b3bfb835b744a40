-- event:   draw_hours
-- returns: per prepaid retainer that the drafts drew some of: proforma_id, retainer_id, hours; and per draft whose time has its own price again: proforma_id
-- keeps:   time that prepaid hours no longer pay for is charged at its own price again, and the hours are available again
-- source:  docs/rules/retainers.md#prepaid-hours

with drafts as materialized (
    select proforma.id as proforma_id, currency.digits
      from billing_proforma as proforma
      join companies_currency as currency on currency.code = proforma.transaction_currency
     where proforma.company_id = %(company_id)s
       and proforma.id = any(%(proforma_ids)s::bigint[])
       and proforma.status = 'draft'
),

freed as (
    delete from billing_proforma_detail as detail
     using drafts
     where detail.proforma_id = drafts.proforma_id
       and detail.retainer_use = 'applied'
       and detail.unit = 'hour'
       and not detail.is_correction
    returning detail.proforma_id, detail.retainer_id, detail.quantity as hours, detail.transaction_amount
),

restored as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           drafted_hours = retainer.drafted_hours - part.hours,
           drafted_amount = retainer.drafted_amount + part.transaction_amount
      from (select retainer_id, sum(hours) as hours, sum(transaction_amount) as transaction_amount
              from freed
             group by retainer_id) as part
     where retainer.id = part.retainer_id
),

charged as (
    update billing_proforma_detail as detail
       set act_id = %(act_id)s,
           drawn_hours = 0,
           drawn_amount = 0,
           is_prepaid = false,
           unit_price = own.unit_price,
           source_price = null,
           reason = case when detail.reason in ('Prepaid hours', 'Beyond prepaid hours') then '' else detail.reason end,
           transaction_amount = case when detail.quantity = detail.source_quantity then detail.source_amount
                                     when detail.quantity < detail.source_quantity
                                     then agreements_within(detail.source_amount, own.amount)
                                     else own.amount
                                 end
      from (select prepaid.proforma_id, prepaid.line_no, price.unit_price,
                   round(prepaid.quantity * price.unit_price, drafts.digits) as amount
              from drafts
              join billing_proforma_detail as prepaid
                on prepaid.proforma_id = drafts.proforma_id
               and prepaid.is_prepaid
             cross join lateral (values (coalesce(prepaid.source_price, prepaid.unit_price))) as price (unit_price)
           ) as own
     where detail.proforma_id = own.proforma_id
       and detail.line_no = own.line_no
    returning detail.proforma_id
)

select proforma_id, retainer_id, hours
  from freed
 union all
select distinct proforma_id, null::bigint, null::numeric
  from charged
 order by proforma_id, retainer_id
