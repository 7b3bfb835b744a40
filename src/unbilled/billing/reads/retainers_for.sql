-- read:    retainers_for
-- returns: per retainer that a draft deducts or could deduct, oldest first: retainer_id, name, amount (deducted; or what would be, where it deducts none yet)
-- source:  docs/rules/retainers.md#applying

with draft as (
    select proforma.id, proforma.contract_id, proforma.customer_id,
           coalesce(sum(detail.transaction_amount)
                    filter (where detail.billing_type = 'chargeable' and detail.retainer_use = ''), 0) as charged_amount,
           coalesce(bool_or(detail.retainer_use = 'applied'), false) as deducts
      from billing_proforma as proforma
      left join billing_proforma_detail as detail on detail.proforma_id = proforma.id
     where proforma.company_id = %(company_id)s
       and proforma.id = %(proforma_id)s
       and proforma.status = 'draft'
     group by proforma.id
),

known as (
    select retainer.id as retainer_id, retainer.name, retainer.retainer_date, currency.digits, draft.deducts,
           draft.charged_amount, -detail.transaction_amount as applied_amount,
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
    select retainer_id, name, retainer_date, digits, deducts, charged_amount, applied_amount, available_amount,
           sum(available_amount) over (order by retainer_date, retainer_id) - available_amount as before_amount
      from known
)

select retainer_id, name,
       round(case when deducts then applied_amount
                  else least(available_amount, charged_amount - before_amount)
              end, digits) as amount
  from ordered
 where case when deducts then applied_amount is not null else charged_amount > before_amount end
 order by retainer_date, retainer_id
