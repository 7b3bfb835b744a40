-- event:   spread_discounts
-- returns: found: what is taken off too much, per line and discount; nothing else
-- keeps:   what lines bear of a discount of the document sums to it; an amount is what is billed with what it bears
-- source:  docs/rules/billing.md#discounts-and-surcharges

with drafts as materialized (
    select proforma.id as proforma_id, proforma.number, proforma.corrects_id, currency.digits
      from billing_proforma as proforma
      join companies_currency as currency on currency.code = proforma.transaction_currency
     where proforma.company_id = %(company_id)s
       and proforma.id = any(%(proforma_ids)s::bigint[])
       and proforma.status = 'draft'
       and (proforma.corrects_id is not null
            or exists (select from billing_discount as discount where discount.proforma_id = proforma.id))
),

details as materialized (
    select detail.proforma_id, detail.line_no, detail.is_correction, detail.actual_id, detail.discount_ids,
           detail.quantity, detail.source_quantity, detail.transaction_amount - detail.discount_amount as amount,
           detail.source_amount - detail.source_discount as source_amount,
           detail.billing_type = 'chargeable'
               and detail.retainer_id is null
               and detail.drawn_hours = 0
               and not detail.is_prepaid
               and not detail.is_correction as bears,
           drafts.digits
      from drafts
      join billing_proforma_detail as detail on detail.proforma_id = drafts.proforma_id
     where drafts.corrects_id is null
        or detail.source_discount <> 0
),

discounts as materialized (
    select discount.id, discount.proforma_id, discount.is_of_document, discount.text, discount.percent,
           case when discount.is_surcharge then 1 else -1 end as sign,
           discount.transaction_amount as amount
      from drafts
      join billing_discount as discount on discount.proforma_id = drafts.proforma_id
),

own as materialized (
    select details.proforma_id, details.line_no, discounts.id,
           case when details.bears
                then discounts.sign
                     * round(coalesce(discounts.amount, details.amount * discounts.percent / 100), details.digits)
                else 0
            end as amount
      from details
     cross join unnest(details.discount_ids) as named (id)
      join discounts on discounts.id = named.id and not discounts.is_of_document
),

-- What a line is charged at with its own is summed, and not joined: fresh sets of one size would be nested.
charged as materialized (
    select net.proforma_id, net.line_no, net.digits, net.amount,
           sum(net.amount) over (partition by net.proforma_id order by net.line_no rows unbounded preceding) as through,
           sum(net.amount) over (partition by net.proforma_id) as whole
      from (select part.proforma_id, part.line_no, max(part.digits) as digits, sum(part.amount) as amount
              from (select details.proforma_id, details.line_no, details.digits, details.amount
                      from details
                     where details.bears
                     union all
                    select own.proforma_id, own.line_no, null, own.amount
                      from own) as part
             group by part.proforma_id, part.line_no
            having count(part.digits) > 0) as net
),

-- Each line takes what the rounded running total grows by, so that they sum to the whole.
divided as (
    select charged.proforma_id, charged.line_no, discounts.id,
           discounts.sign * (round(up_to.this, charged.digits) - round(up_to.before, charged.digits)) as amount
      from charged
      join discounts on discounts.proforma_id = charged.proforma_id and discounts.is_of_document
     cross join lateral (
              select charged.through * part.dividend / part.divisor as this,
                     (charged.through - charged.amount) * part.dividend / part.divisor as before
                from (values (coalesce(discounts.percent, discounts.amount),
                              case when discounts.percent is null then nullif(charged.whole, 0) else 100 end))
                       as part (dividend, divisor)
          ) as up_to
     where up_to.this is not null
),

-- What remains billed of a line keeps its part of what the whole of it bore.
kept as (
    select details.proforma_id, details.line_no, borne.id,
           round(sum(borne.amount) over running * part.dividend / part.divisor, details.digits)
           - round((sum(borne.amount) over running - borne.amount) * part.dividend / part.divisor, details.digits)
               as amount
      from details
      join actuals_actual as sale on sale.id = details.actual_id
      join billing_proforma_detail as original
        on original.proforma_id = sale.proforma_id
       and original.line_no = sale.proforma_line_no
     cross join unnest(original.discount_ids, original.discount_amounts) as borne (id, amount)
     cross join lateral (values (case when details.source_amount <> 0 then details.amount else details.quantity end,
                                 case when details.source_amount <> 0 then details.source_amount
                                      else nullif(details.source_quantity, 0)
                                  end)) as part (dividend, divisor)
     where details.is_correction
    window running as (partition by details.proforma_id, details.line_no order by borne.id rows unbounded preceding)
),

borne as materialized (
    select part.proforma_id, part.line_no, max(part.charged) as charged, bool_or(part.bears) as bears,
           coalesce(array_agg(part.id order by part.id) filter (where part.id is not null), '{}') as ids,
           coalesce(array_agg(coalesce(part.amount, 0) order by part.id) filter (where part.id is not null), '{}')
               as amounts,
           coalesce(sum(part.amount), 0) as amount
      from (select proforma_id, line_no, null::bigint as id, null::numeric as amount, amount as charged, bears
              from details
             union all
            select proforma_id, line_no, id, amount, null, null from own
             union all
            select proforma_id, line_no, id, amount, null, null from divided
             union all
            select proforma_id, line_no, id, amount, null, null from kept) as part
     group by part.proforma_id, part.line_no
),

spread as (
    update billing_proforma_detail as detail
       set discount_ids = borne.ids,
           discount_amounts = borne.amounts,
           discount_amount = borne.amount,
           transaction_amount = borne.charged + borne.amount
      from borne
     where detail.proforma_id = borne.proforma_id
       and detail.line_no = borne.line_no
       and (detail.discount_ids, detail.discount_amounts, detail.discount_amount)
           is distinct from (borne.ids, borne.amounts, borne.amount)
),

dropped as (
    delete from billing_discount as discount
     using discounts
     where discount.id = discounts.id
       and not discounts.is_of_document
       and discounts.id not in (select own.id from own)
)

select format('%%s of line %%s of proforma %%s, which charges %%s', trim_scale(-borne.amount), borne.line_no,
              drafts.number, trim_scale(borne.charged)) as found
  from borne
  join drafts on drafts.proforma_id = borne.proforma_id
 where borne.bears
   and ((borne.charged + borne.amount) * sign(borne.charged) < 0 or borne.charged = 0 and borne.amount < 0)
 union all
select format('%%s of proforma %%s, which charges nothing', discounts.text, drafts.number)
  from discounts
  join drafts on drafts.proforma_id = discounts.proforma_id
 where discounts.is_of_document
   and discounts.amount is not null
   and coalesce((select max(charged.whole) from charged where charged.proforma_id = discounts.proforma_id), 0) <= 0
 order by found
