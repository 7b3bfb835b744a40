-- event:   draw_hours
-- returns: per prepaid retainer and draft that draws some of it: proforma_id, retainer_id, line_no, transaction_amount and hours (drawn now), transaction_currency
-- keeps:   the oldest hours go first, to the earliest time; what is drawn of a retainer comes to its amount when all of it is; who reads the same retainer has locked its contract
-- source:  docs/rules/retainers.md#prepaid-hours

with drafts as materialized (
    select proforma.id as proforma_id, proforma.contract_id, proforma.customer_id, given.after_line_no,
           case when %(is_capped)s::boolean then proforma.id else 0 end as of_draft,
           (select coalesce(max(known.line_no), 0)
              from billing_proforma_detail as known
             where known.proforma_id = proforma.id) as last_line_no
      from unnest(%(proforma_ids)s::bigint[], %(after_line_nos)s::integer[]) as given (proforma_id, after_line_no)
      join billing_proforma as proforma on proforma.id = given.proforma_id
     where proforma.company_id = %(company_id)s
       and proforma.status = 'draft'
       and proforma.corrects_id is null
),

-- What is left of prepaid hours lies end to end, oldest first; so does the time that nothing pays for yet, by day. Where they
-- overlap, the hours pay for the time. Hours of a line and hours of the whole contract are drawn one after the other.
prepaid as materialized (
    select retainer.id as retainer_id, retainer.contract_id, retainer.customer_id, known.of_draft,
           case when %(is_of_line)s::boolean then retainer.contract_line_id else 0 end as of_line_id,
           retainer.unit_price, retainer.open_hours - retainer.drafted_hours as left_hours,
           retainer.open_amount - retainer.drafted_amount as left_amount, currency.digits, known.hours,
           sum(known.hours) over (partition by retainer.contract_id, retainer.customer_id, known.of_draft,
                                               case when %(is_of_line)s::boolean then retainer.contract_line_id else 0 end
                                      order by retainer.retainer_date, retainer.id) as through
      from billing_retainer as retainer
      join companies_currency as currency on currency.code = retainer.transaction_currency
     cross join lateral (
              select 0::bigint as of_draft, retainer.open_hours - retainer.drafted_hours as hours
               where not %(is_capped)s::boolean
               union all
              select cap.proforma_id, least(cap.hours, retainer.open_hours - retainer.drafted_hours)
                from unnest(%(cap_proforma_ids)s::bigint[], %(cap_retainer_ids)s::bigint[], %(cap_hours)s::numeric[])
                       as cap (proforma_id, retainer_id, hours)
               where cap.retainer_id = retainer.id
          ) as known
     where retainer.company_id = %(company_id)s
       and retainer.contract_id in (select contract_id from drafts)
       and retainer.hours is not null
       and retainer.is_of_line = %(is_of_line)s::boolean
       and retainer.open_hours > retainer.drafted_hours
       and known.hours > 0
),

worked as materialized (
    select drafts.proforma_id, detail.line_no, drafts.contract_id, drafts.customer_id, drafts.of_draft,
           case when %(is_of_line)s::boolean then detail.contract_line_id else 0 end as of_line_id,
           detail.quantity - detail.drawn_hours as hours,
           sum(detail.quantity - detail.drawn_hours)
               over (partition by drafts.contract_id, drafts.customer_id, drafts.of_draft,
                                  case when %(is_of_line)s::boolean then detail.contract_line_id else 0 end
                         order by detail.transaction_date, drafts.proforma_id, detail.line_no) as through
      from drafts
      join billing_proforma_detail as detail on detail.proforma_id = drafts.proforma_id
     where detail.line_no > drafts.after_line_no
       and detail.transaction_class = 'time'
       and detail.unit = 'hour'
       and detail.billing_type = 'chargeable'
       and detail.source_price is null
       and not detail.is_prepaid
       and detail.discount_ids = '{}'
       and detail.quantity > detail.drawn_hours
       and exists (select from prepaid where prepaid.contract_id = drafts.contract_id)
),

drawn as materialized (
    select worked.proforma_id, worked.line_no, prepaid.retainer_id, prepaid.unit_price,
           place.ends - place.begins as hours,
           case when place.ends = prepaid.left_hours then prepaid.left_amount
                else round(place.ends * prepaid.unit_price, prepaid.digits)
            end - round(place.begins * prepaid.unit_price, prepaid.digits) as amount
      from worked
      join prepaid
        on prepaid.contract_id = worked.contract_id
       and prepaid.customer_id = worked.customer_id
       and prepaid.of_draft = worked.of_draft
       and prepaid.of_line_id = worked.of_line_id
       and prepaid.through > worked.through - worked.hours
       and prepaid.through - prepaid.hours < worked.through
     cross join lateral (
              select greatest(worked.through - worked.hours, prepaid.through - prepaid.hours)
                     - (prepaid.through - prepaid.hours) as begins,
                     least(worked.through, prepaid.through) - (prepaid.through - prepaid.hours) as ends
          ) as place
),

paid as (
    update billing_proforma_detail as detail
       set act_id = %(act_id)s,
           drawn_hours = detail.drawn_hours + part.hours,
           drawn_amount = detail.drawn_amount + part.amount
      from (select proforma_id, line_no, sum(hours) as hours, sum(amount) as amount
              from drawn
             group by proforma_id, line_no) as part
     where detail.proforma_id = part.proforma_id
       and detail.line_no = part.line_no
),

taken as materialized (
    select drawn.proforma_id, drawn.retainer_id, sum(drawn.hours) as hours, sum(drawn.amount) as amount
      from drawn
     group by drawn.proforma_id, drawn.retainer_id
),

raised as (
    update billing_proforma_detail as detail
       set act_id = %(act_id)s,
           quantity = detail.quantity + taken.hours,
           source_quantity = detail.quantity + taken.hours,
           transaction_amount = detail.transaction_amount - taken.amount,
           source_amount = detail.transaction_amount - taken.amount
      from taken
     where detail.proforma_id = taken.proforma_id
       and detail.retainer_id = taken.retainer_id
    returning detail.proforma_id, detail.retainer_id, detail.line_no
),

detailed as (
    insert into billing_proforma_detail
           (proforma_id, line_no, company_id, contract_line_id, project_id, transaction_class, transaction_date,
            retainer_id, retainer_use, retainer_sale_id, is_correction, quantity, source_quantity, unit, unit_price,
            transaction_amount, source_amount, billing_type, reason, ready_act_id, act_id)
    select taken.proforma_id,
           drafts.last_line_no + row_number() over (partition by taken.proforma_id
                                                        order by retainer.retainer_date, retainer.id),
           %(company_id)s, retainer.contract_line_id, line.project_id, 'retainer', retainer.retainer_date,
           retainer.id, 'applied', retainer.billed_actual_id, false, taken.hours, taken.hours, 'hour',
           retainer.unit_price, -taken.amount, -taken.amount, 'chargeable', '', %(act_id)s, %(act_id)s
      from taken
      join drafts on drafts.proforma_id = taken.proforma_id
      join billing_retainer as retainer on retainer.id = taken.retainer_id
      join agreements_contract_line as line on line.id = retainer.contract_line_id
     where not exists (select
                         from billing_proforma_detail as known
                        where known.proforma_id = taken.proforma_id
                          and known.retainer_id = taken.retainer_id)
    returning proforma_id, retainer_id, line_no
),

drafted as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           drafted_hours = retainer.drafted_hours + part.hours,
           drafted_amount = retainer.drafted_amount + part.amount
      from (select retainer_id, sum(hours) as hours, sum(amount) as amount
              from taken
             group by retainer_id) as part
     where retainer.id = part.retainer_id
)

select taken.proforma_id, taken.retainer_id, written.line_no, taken.amount as transaction_amount, taken.hours,
       retainer.transaction_currency
  from taken
  join (select proforma_id, retainer_id, line_no from raised
         union all
        select proforma_id, retainer_id, line_no from detailed) as written
    on written.proforma_id = taken.proforma_id
   and written.retainer_id = taken.retainer_id
  join billing_retainer as retainer on retainer.id = taken.retainer_id
 order by taken.proforma_id, written.line_no
