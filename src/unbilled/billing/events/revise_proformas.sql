-- event:   revise_proformas
-- returns: per correction: corrects_id, proforma_id, contract_id, customer_id, detail_count,
--          transaction_amount (0: everything is credited until somebody edits), transaction_currency
-- keeps:   a billed sale is corrected once
-- source:  docs/rules/billing.md#revising; docs/rules/billing.md#corrections

with revised as (
    select nextval('billing_proforma_id_seq') as correction_id, id as proforma_id, contract_id, customer_id,
           transaction_currency
      from (select id, contract_id, customer_id, transaction_currency
              from billing_proforma
             where company_id = %(company_id)s
               and id = any(%(proforma_ids)s::bigint[])
               and status = 'confirmed'
             order by number, id) as ordered
),

billed as (
    select revised.correction_id, sale.actual_id, sale.contract_line_id, sale.project_id, sale.transaction_class,
           sale.transaction_date, sale.milestone_id, sale.quantity, sale.unit, sale.unit_price,
           sale.transaction_amount, sale.billing_type, sale.proforma_line_no, sale.retainer_id, sale.retainer_use,
           sale.retainer_sale_id, sale.discount_amount
      from revised
     cross join lateral billing_still_billed(revised.proforma_id) as sale
     where %(actual_ids)s::bigint[] is null
        or sale.actual_id = any(%(actual_ids)s::bigint[])
),

drafted as (
    insert into billing_proforma
           (id, company_id, number, contract_id, customer_id, transaction_currency, status, corrects_id,
            reason, is_nil, created_on, created_act_id, act_id)
    select correction_id, %(company_id)s, 'new ' || correction_id::text, contract_id, customer_id,
           transaction_currency, 'draft', proforma_id, %(reason)s, false, %(acted_on)s::date,
           %(act_id)s, %(act_id)s
      from revised
),

lined as (
    insert into billing_proforma_line (proforma_id, contract_line_id)
    select revised.correction_id, line.id
      from revised
      join agreements_contract_line as line on line.contract_id = revised.contract_id
),

detailed as (
    insert into billing_proforma_detail
           (proforma_id, line_no, company_id, contract_line_id, project_id, transaction_class,
            transaction_date, actual_id, milestone_id, retainer_id, retainer_use, retainer_sale_id, is_correction, quantity, source_quantity, unit,
            unit_price, transaction_amount, source_amount, source_discount, billing_type, reason, act_id)
    select correction_id,
           row_number() over (partition by correction_id order by proforma_line_no, billing_type, actual_id),
           %(company_id)s, contract_line_id, project_id, transaction_class, transaction_date, actual_id,
           milestone_id, retainer_id, retainer_use, retainer_sale_id, true, 0, quantity, unit, unit_price, 0, transaction_amount, discount_amount, billing_type, '',
           %(act_id)s
      from billed
    returning proforma_id
),

totals as (
    select proforma_id, count(*) as detail_count
      from detailed
     group by proforma_id
)

select revised.proforma_id as corrects_id, revised.correction_id as proforma_id, revised.contract_id,
       revised.customer_id, coalesce(totals.detail_count, 0) as detail_count,
       0::numeric as transaction_amount, revised.transaction_currency
  from revised
  left join totals on totals.proforma_id = revised.correction_id
 order by revised.correction_id
