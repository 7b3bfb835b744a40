-- event:   add_to_correction
-- returns: added_count (details of the correction that were added at quantity zero)
-- keeps:   a billed sale stands on a correction once
-- source:  docs/rules/billing.md#revising

with billed as (
    select sale.actual_id, sale.contract_line_id, sale.project_id, sale.transaction_class, sale.transaction_date,
           sale.milestone_id, sale.quantity, sale.unit, sale.unit_price, sale.transaction_amount, sale.billing_type,
           sale.proforma_line_no, sale.retainer_id, sale.retainer_use, sale.retainer_sale_id,
           sale.discount_amount
      from billing_proforma as correction
     cross join lateral billing_still_billed(correction.corrects_id) as sale
     where correction.company_id = %(company_id)s
       and correction.id = %(proforma_id)s
       and sale.actual_id = any(%(actual_ids)s::bigint[])
       and not exists (select
                         from billing_proforma_detail as detail
                        where detail.proforma_id = correction.id
                          and detail.actual_id = sale.actual_id)
),

last as (
    select coalesce(max(detail.line_no), 0) as line_no
      from billing_proforma_detail as detail
     where detail.proforma_id = %(proforma_id)s
),

detailed as (
    insert into billing_proforma_detail
           (proforma_id, line_no, company_id, contract_line_id, project_id, transaction_class,
            transaction_date, actual_id, milestone_id, retainer_id, retainer_use, retainer_sale_id, is_correction, quantity, source_quantity, unit,
            unit_price, transaction_amount, source_amount, source_discount, billing_type, reason, act_id)
    select %(proforma_id)s,
           last.line_no + row_number() over (order by proforma_line_no, billing_type, actual_id),
           %(company_id)s, contract_line_id, project_id, transaction_class, transaction_date, actual_id,
           milestone_id, retainer_id, retainer_use, retainer_sale_id, true, 0, quantity, unit, unit_price, 0, transaction_amount, discount_amount, billing_type, '',
           %(act_id)s
      from billed
     cross join last
    returning proforma_id
)

select count(*) as added_count
  from detailed
