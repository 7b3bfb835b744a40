-- function: billing_realized_sides
-- returns:  what realization is summed of, piece by piece: contract_id, customer_id, project_id, resource_id (0: nobody), transaction_date, transaction_currency, worked, charged, written_off, written_up, repriced, discounted, edited, billed, drafted, held, waiting
-- keeps:    whoever sums it by less than contract, customer, project, person and day groups it once
-- source:   docs/rules/billing.md#realization
create or replace function billing_realized_sides(of_company bigint, of_contracts bigint[])
returns table (contract_id bigint, customer_id bigint, project_id bigint, resource_id bigint, transaction_date date,
               transaction_currency text, worked numeric, charged numeric, written_off numeric, written_up numeric,
               repriced numeric, discounted numeric, edited numeric, billed numeric, drafted numeric, held numeric,
               waiting numeric)
language sql stable as $$
    select sale.contract_id, sale.customer_id, sale.project_id, coalesce(sale.resource_id, 0) as resource_id,
           sale.transaction_date, sale.transaction_currency,
           case when sale.proforma_id is null then sale.transaction_amount else 0 end as worked,
           case when sale.proforma_id is null and sale.billing_type = 'chargeable'
                then sale.transaction_amount else 0 end as charged,
           0::numeric as written_off, 0::numeric as written_up, 0::numeric as repriced, 0::numeric as discounted,
           case when sale.proforma_id is not null and sale.billing_type = 'chargeable'
                then sale.transaction_amount else 0 end as edited,
           case when sale.transaction_type = 'billed_sales' and sale.billing_type = 'chargeable'
                then sale.transaction_amount else 0 end as billed,
           0::numeric as drafted, 0::numeric as held, 0::numeric as waiting
      from agreements_contract_line as sold
      join actuals_actual as sale on sale.contract_line_id = sold.id
     where sold.contract_id = any(of_contracts)
       and sale.company_id = of_company
       and sale.transaction_type in ('unbilled_sales', 'billed_sales')
       and sale.transaction_class not in ('milestone', 'product', 'retainer')
     union all
    -- What an adjustment changed was not worked so.
    select sale.contract_id, sale.customer_id, sale.project_id, coalesce(sale.resource_id, 0),
           sale.transaction_date, sale.transaction_currency,
           sale.transaction_amount - coalesce(kept.transaction_amount, 0) - coalesce(rest.transaction_amount, 0),
           -adjustment.transaction_amount,
           case adjustment.kind when 'written_off' then adjustment.transaction_amount else 0 end,
           case adjustment.kind when 'written_up' then adjustment.transaction_amount else 0 end,
           case adjustment.kind when 'repriced' then adjustment.transaction_amount else 0 end,
           0, 0, 0, 0, 0, 0
      from agreements_contract_line as sold
      join actuals_actual as sale on sale.contract_line_id = sold.id
      join actuals_adjustment as adjustment on adjustment.actual_id = sale.id
      left join actuals_actual as kept on kept.id = adjustment.kept_actual_id
      left join actuals_actual as rest on rest.id = adjustment.rest_actual_id
     cross join lateral actuals_adjustment_stands(adjustment.id) as in_force
     where sold.contract_id = any(of_contracts)
       and sale.transaction_type = 'unbilled_sales'
       and adjustment.company_id = of_company
       and in_force.stands
     union all
    select line.contract_id, line.customer_id, line.project_id, coalesce(sale.resource_id, 0),
           line.transaction_date, line.transaction_currency, 0, 0, 0, 0, 0, 0, 0, 0,
           case when line.proforma_id is not null then line.transaction_amount else 0 end,
           case when line.proforma_id is null and line.hold_reason <> '' then line.transaction_amount else 0 end,
           case when line.proforma_id is null and line.hold_reason = '' then line.transaction_amount else 0 end
      from billing_backlog_line as line
      join actuals_actual as sale on sale.id = line.actual_id
     where line.contract_id = any(of_contracts)
       and line.company_id = of_company
       and line.billing_type = 'chargeable'
     union all
    -- Of what drafts changed, discounts and what was written off there are told by themselves.
    select proforma.contract_id, proforma.customer_id, detail.project_id,
           coalesce(sale.resource_id, written.resource_id, 0), detail.transaction_date,
           proforma.transaction_currency, 0, 0, told.written_off, 0, 0, told.discounted,
           -told.written_off - told.discounted, 0, 0, 0, 0
      from billing_proforma as proforma
      join billing_proforma_detail as detail on detail.proforma_id = proforma.id
      left join actuals_actual as sale on sale.id = detail.actual_id
      left join work_entry as written on written.id = detail.entry_id
     cross join lateral (
              select case when detail.write_off_reason_id is null or detail.is_correction then 0
                          else case when detail.billing_type = 'chargeable'
                                    then detail.transaction_amount - detail.discount_amount
                                    else 0
                                end
                               - case when coalesce(detail.source_billing_type, detail.billing_type) = 'chargeable'
                                      then detail.source_amount
                                      else 0
                                  end
                      end as written_off,
                     case when detail.billing_type = 'chargeable' then detail.discount_amount - detail.source_discount
                          else 0
                      end as discounted
          ) as told
     where proforma.contract_id = any(of_contracts)
       and proforma.company_id = of_company
       and proforma.status = 'confirmed'
       and detail.transaction_class not in ('milestone', 'product', 'retainer')
       and (detail.write_off_reason_id is not null or detail.discount_amount <> 0 or detail.source_discount <> 0)
$$
