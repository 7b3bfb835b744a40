-- event:   restore_sales
-- returns: per currency: transaction_currency, actual_ids that were reversed, reversal_ids, recorded_ids, amount (by how much more is chargeable)
-- keeps:   what was adjusted is worth again what it was
-- source:  docs/rules/actuals.md#adjustments; docs/rules/actuals.md#facts

with undone as materialized (
    select adjustment.id, adjustment.kind, adjustment.actual_id, adjustment.kept_actual_id, adjustment.rest_actual_id,
           adjustment.entry_id, adjustment.transaction_amount, adjustment.transaction_currency,
           adjustment.write_off_reason_id, adjustment.reason, nextval('actuals_actual_id_seq') as restored_id
      from unnest(%(adjustment_ids)s::bigint[]) as named (id)
      join actuals_adjustment as adjustment on adjustment.id = named.id
     where adjustment.company_id = %(company_id)s
       and adjustment.undoes_id is null
     order by adjustment.id
),

parts as materialized (
    select undone.id as adjustment_id, sale.id as actual_id, nextval('actuals_actual_id_seq') as reversal_id,
           greatest(sale.accounting_date, posted.posted_on,
                    case when posted.posted_on is not null then %(acted_on)s::date end) as reversed_on
      from undone
     cross join lateral (values (undone.kept_actual_id), (undone.rest_actual_id)) as part (id)
     cross join lateral actuals_standing_sale(part.id) as standing
      join actuals_actual as sale on sale.id = standing.sale_id
      left join unnest(%(posted_ids)s::bigint[], %(posted_on)s::date[]) as posted (id, posted_on) on posted.id = sale.id
     order by sale.id
),

days as (
    select adjustment_id, max(reversed_on) as restored_on, min(actual_id) as replaced_id
      from parts
     group by adjustment_id
),

moves as (
    select parts.reversal_id as id, sale.id as model_id, -1 as sign, parts.reversed_on as accounting_date,
           sale.id as reverses_id, null::bigint as replaces_id
      from parts
      join actuals_actual as sale on sale.id = parts.actual_id
     union all
    select undone.restored_id, undone.actual_id, 1, days.restored_on, null,
           days.replaced_id
      from undone
      join days on days.adjustment_id = undone.id
),

recorded as (
    insert into actuals_actual
           (id, company_id, transaction_type, transaction_class, contract_id, contract_line_id, customer_id,
            project_id, task_id, role_id, category_id, resource_id, transaction_date, accounting_date,
            quantity, unit, unit_price, transaction_amount, transaction_currency, billing_type,
            price_source_id, reverses_id, replaces_id, entry_id, goes_to_journal, act_id)
    select moves.id, %(company_id)s, 'unbilled_sales', sale.transaction_class, sale.contract_id,
           sale.contract_line_id, sale.customer_id, sale.project_id, sale.task_id, sale.role_id, sale.category_id,
           sale.resource_id, sale.transaction_date, moves.accounting_date, moves.sign * sale.quantity, sale.unit,
           sale.unit_price, moves.sign * sale.transaction_amount, sale.transaction_currency, sale.billing_type,
           sale.price_source_id, moves.reverses_id, moves.replaces_id, sale.entry_id, true, %(act_id)s
      from moves
      join actuals_actual as sale on sale.id = moves.model_id
    returning id
),

noted as (
    insert into actuals_adjustment
           (company_id, kind, actual_id, kept_actual_id, entry_id, transaction_amount, transaction_currency,
            adjusted_on, write_off_reason_id, reason, undoes_id, act_id)
    select %(company_id)s, undone.kind, days.replaced_id, undone.restored_id, undone.entry_id,
           -undone.transaction_amount, undone.transaction_currency, %(acted_on)s, undone.write_off_reason_id,
           undone.reason, undone.id, %(act_id)s
      from undone
      join days on days.adjustment_id = undone.id
)

select undone.transaction_currency,
       (select array_agg(parts.actual_id order by parts.actual_id)
          from parts
          join undone as of_it on of_it.id = parts.adjustment_id
         where of_it.transaction_currency = undone.transaction_currency) as actual_ids,
       (select array_agg(parts.reversal_id order by parts.actual_id)
          from parts
          join undone as of_it on of_it.id = parts.adjustment_id
         where of_it.transaction_currency = undone.transaction_currency) as reversal_ids,
       array_agg(undone.restored_id order by undone.id) as recorded_ids,
       -sum(undone.transaction_amount) as amount
  from undone
 group by undone.transaction_currency
 order by undone.transaction_currency
