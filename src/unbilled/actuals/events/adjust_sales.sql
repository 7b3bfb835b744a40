-- event:   adjust_sales
-- returns: per currency: transaction_currency, actual_ids that were reversed, reversal_ids, recorded_ids, amount (by how much more is chargeable); or, when a sale cannot be adjusted and so none is, per fault: refusal, found, actual_ids
-- keeps:   what takes the place of a sale has its quantity; what is written off is not chargeable, and with what is kept sums to the whole
-- source:  docs/rules/actuals.md#adjustments; docs/rules/actuals.md#facts

with reasons as (
    select reason.id, coalesce(nullif(%(reason)s::text, ''), reason.name) as said
      from masterdata_write_off_reason as reason
     where reason.company_id = %(company_id)s
       and reason.id = %(write_off_reason_id)s::bigint
),

-- What is charged from now on, and of what is written off the rest; what is written off whole leaves nothing to charge.
changed as materialized (
    select sale.id as actual_id, sale.transaction_class, sale.contract_id, sale.contract_line_id, sale.customer_id,
           sale.project_id, sale.task_id, sale.role_id, sale.category_id, sale.resource_id, sale.transaction_date,
           sale.quantity, sale.unit, sale.unit_price, sale.transaction_amount, sale.transaction_currency,
           sale.billing_type, sale.price_source_id, sale.entry_id, currency.digits, part.amount as part_amount,
           case when named.posted_on is null then sale.accounting_date
                else greatest(sale.accounting_date, named.posted_on, %(acted_on)s::date)
            end as adjusted_on,
           kept.amount as kept_amount,
           case when %(kind)s::text <> 'written_off' then sale.quantity
                when sale.transaction_amount = 0 then 0
                else round(sale.quantity * kept.amount / sale.transaction_amount, 6)
            end as kept_quantity,
           case when %(kind)s::text = 'repriced' then named.unit_price
                when %(kind)s::text = 'written_up' and sale.quantity <> 0 then round(kept.amount / sale.quantity, 6)
                else sale.unit_price
            end as kept_price,
           case %(kind)s::text when 'repriced' then named.price_source_id
                               when 'written_off' then sale.price_source_id
            end as kept_source_id,
           nextval('actuals_actual_id_seq') as reversal_id,
           case when %(kind)s::text <> 'written_off' or kept.amount <> 0
                then nextval('actuals_actual_id_seq')
            end as kept_id,
           case when %(kind)s::text = 'written_off' then nextval('actuals_actual_id_seq') end as rest_id
      from unnest(%(actual_ids)s::bigint[], %(amounts)s::numeric[], %(unit_prices)s::numeric[], %(worth)s::numeric[],
                  %(price_source_ids)s::bigint[], %(posted_on)s::date[])
           as named (id, amount, unit_price, worth, price_source_id, posted_on)
      join actuals_actual as sale on sale.id = named.id
      join companies_currency as currency on currency.code = sale.transaction_currency
     cross join lateral (values (coalesce(named.amount,
                                          round(sale.transaction_amount * %(percent)s::numeric / 100, currency.digits),
                                          sale.transaction_amount))) as part (amount)
     cross join lateral (values (case %(kind)s::text when 'written_off' then sale.transaction_amount - part.amount
                                                     when 'written_up' then sale.transaction_amount + part.amount
                                                     else named.worth
                                  end)) as kept (amount)
     where sale.company_id = %(company_id)s
       and sale.transaction_type = 'unbilled_sales'
       and sale.reverses_id is null
     order by sale.id
),

faults as materialized (
    select 'WriteOffReasonUnknown' as refusal, null::text as found, actual_id
      from changed
     where %(kind)s::text <> 'repriced'
       and not exists (select from reasons)
     union all
    select 'NothingToWriteOff', null, actual_id
      from changed
     where %(kind)s::text <> 'repriced'
       and (billing_type <> 'chargeable' or quantity = 0
            or %(kind)s::text = 'written_off' and transaction_amount = 0)
     union all
    select 'WrittenOffTooMuch', format('%%s of %%s %%s', part_amount::numeric(20, 2), transaction_amount::numeric(20, 2),
                                       transaction_currency), actual_id
      from changed
     where %(kind)s::text <> 'repriced'
       and (part_amount = 0
            or part_amount * sign(transaction_amount) < 0
            or %(kind)s::text = 'written_off' and abs(part_amount) > abs(transaction_amount))
     union all
    select 'FigureTooFine', format('%%s %%s', trim_scale(part_amount), transaction_currency), actual_id
      from changed
     where %(kind)s::text <> 'repriced'
       and part_amount <> round(part_amount, digits)
     union all
    select 'AmountTooLarge', format('%%s %%s at %%s %%s', trim_scale(quantity), unit, trim_scale(kept_price),
                                    transaction_currency), actual_id
      from changed
     where abs(kept_price) >= 1e12
        or abs(kept_amount) >= 1e16
),

recorded as (
    insert into actuals_actual
           (id, company_id, transaction_type, transaction_class, contract_id, contract_line_id, customer_id,
            project_id, task_id, role_id, category_id, resource_id, transaction_date, accounting_date,
            quantity, unit, unit_price, transaction_amount, transaction_currency, billing_type,
            price_source_id, reverses_id, replaces_id, entry_id, goes_to_journal, act_id)
    select move.id, %(company_id)s, 'unbilled_sales', changed.transaction_class, changed.contract_id,
           changed.contract_line_id, changed.customer_id, changed.project_id, changed.task_id, changed.role_id,
           changed.category_id, changed.resource_id, changed.transaction_date, changed.adjusted_on,
           move.quantity, changed.unit, move.unit_price, move.amount, changed.transaction_currency,
           move.billing_type, move.price_source_id, move.reverses_id, move.replaces_id, changed.entry_id, true,
           %(act_id)s
      from changed
     cross join lateral (values
           (changed.reversal_id, -changed.quantity, changed.unit_price, -changed.transaction_amount,
            changed.billing_type, changed.price_source_id, changed.actual_id, null::bigint),
           (changed.kept_id, changed.kept_quantity, changed.kept_price, changed.kept_amount,
            changed.billing_type, changed.kept_source_id, null, changed.actual_id),
           (changed.rest_id, changed.quantity - changed.kept_quantity, changed.unit_price,
            changed.transaction_amount - changed.kept_amount, 'non_chargeable', changed.price_source_id, null,
            changed.actual_id)
           ) as move (id, quantity, unit_price, amount, billing_type, price_source_id, reverses_id, replaces_id)
     where move.id is not null
       and not exists (select from faults)
    returning id
),

noted as (
    insert into actuals_adjustment
           (company_id, kind, actual_id, kept_actual_id, rest_actual_id, entry_id, transaction_amount,
            transaction_currency, adjusted_on, write_off_reason_id, reason, act_id)
    select %(company_id)s, %(kind)s, actual_id, kept_id, rest_id, entry_id,
           case when billing_type = 'chargeable' then kept_amount - transaction_amount else 0 end,
           transaction_currency, %(acted_on)s, reasons.id, coalesce(reasons.said, %(reason)s), %(act_id)s
      from changed
      left join reasons on true
     where not exists (select from faults)
)

select transaction_currency, array_agg(actual_id order by actual_id) as actual_ids,
       array_agg(reversal_id order by actual_id) as reversal_ids,
       array_remove(array_agg(kept_id order by actual_id) || array_agg(rest_id order by actual_id), null) as recorded_ids,
       sum(case when billing_type = 'chargeable' then kept_amount - transaction_amount else 0 end) as amount,
       null as refusal, null as found
  from changed
 where not exists (select from faults)
 group by transaction_currency
 union all
select null, array_agg(actual_id order by actual_id), null, null, null, refusal, found
  from faults
 group by refusal, found
 order by transaction_currency, refusal, found
