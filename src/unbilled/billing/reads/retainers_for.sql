-- read:    retainers_for
-- returns: per retainer that a draft deducts or could deduct, oldest first: retainer_id, name, amount (deducted; or what would be, where it deducts none yet; of prepaid hours, hours)
-- source:  docs/rules/retainers.md#applying

with draft as (
    select proforma.id, proforma.contract_id, proforma.customer_id,
           coalesce(sum(detail.transaction_amount)
                    filter (where detail.billing_type = 'chargeable' and detail.retainer_use = ''), 0) as charged_amount,
           coalesce(bool_or(detail.retainer_use = 'applied'), false) as deducts,
           coalesce(sum(detail.quantity)
                    filter (where detail.transaction_class = 'time'
                              and detail.unit = 'hour'
                              and detail.billing_type = 'chargeable'), 0) as worked_hours,
           coalesce(sum(detail.transaction_amount)
                    filter (where detail.transaction_class = 'time'
                              and detail.unit = 'hour'
                              and detail.billing_type = 'chargeable'), 0) as worked_amount
      from billing_proforma as proforma
      left join billing_proforma_detail as detail on detail.proforma_id = proforma.id
     where proforma.company_id = %(company_id)s
       and proforma.id = %(proforma_id)s
       and proforma.status = 'draft'
     group by proforma.id
),

known as (
    select retainer.id as retainer_id, retainer.name, retainer.retainer_date, retainer.hours, currency.digits,
           draft.deducts, draft.charged_amount, draft.worked_hours, draft.worked_amount,
           case when retainer.hours is null then -detail.transaction_amount else detail.quantity end as applied_amount,
           retainer.open_hours - retainer.drafted_hours as available_hours,
           retainer.open_amount - retainer.drafted_amount as available_amount
      from draft
      join billing_retainer as retainer
        on retainer.contract_id = draft.contract_id
       and retainer.customer_id = draft.customer_id
      join companies_currency as currency on currency.code = retainer.transaction_currency
      left join billing_proforma_detail as detail
        on detail.proforma_id = draft.id
       and detail.retainer_id = retainer.id
       and detail.retainer_use = 'applied'
     where retainer.open_amount > retainer.drafted_amount
        or detail.retainer_id is not null
),

ordered as (
    select retainer_id, name, retainer_date, digits, deducts,
           -- Money pays for what prepaid hours leave.
           charged_amount - worked_amount * least(coalesce(sum(available_hours) filter (where hours is not null) over (), 0),
                                                  worked_hours) / greatest(worked_hours, 1e-6) as charged_amount,
           applied_amount, available_amount, hours,
           worked_hours, available_hours,
           sum(available_amount) filter (where hours is null) over aged
           - available_amount as before_amount,
           sum(available_hours) filter (where hours is not null) over aged - available_hours as before_hours
      from known
    window aged as (order by retainer_date, retainer_id)
)

select retainer_id, name,
       case when deducts and hours is not null then trim_scale(applied_amount)
            when hours is not null then trim_scale(least(available_hours, worked_hours - before_hours))
            when deducts then round(applied_amount, digits)
            else round(least(available_amount, charged_amount - before_amount), digits)
        end as amount
  from ordered
 where case when deducts then applied_amount is not null
            when hours is not null then worked_hours > before_hours
            else charged_amount > before_amount
        end
 order by retainer_date, retainer_id
