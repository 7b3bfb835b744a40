-- event:   confirm_proformas
-- moves:   billing_retainer customer_invoice_created -> customer_invoice_posted;
--          billing_retainer customer_invoice_posted -> ready_to_invoice
-- returns: retainer_id per retainer that was invoiced, applied, refunded or credited
-- keeps:   what is open of a retainer is one unbilled sale, below zero; open, applied and refunded sum to what was invoiced
-- source:  docs/rules/retainers.md#available; docs/rules/retainers.md#applying; docs/rules/retainers.md#refunding;
--          docs/rules/retainers.md#corrections

with details as (
    select detail.retainer_id, detail.retainer_use, detail.is_correction, detail.proforma_id, detail.line_no,
           proforma.accounting_date, detail.transaction_amount, detail.quantity,
           case detail.retainer_use when 'invoiced' then detail.quantity else -detail.quantity end
               - case when detail.is_correction then detail.source_quantity else 0 end as billed_hours,
           detail.transaction_amount - case when detail.is_correction then detail.source_amount else 0 end as billed_amount
      from unnest(%(proforma_ids)s::bigint[]) as asked (id)
      join billing_proforma as proforma on proforma.id = asked.id
      join billing_proforma_detail as detail on detail.proforma_id = proforma.id
     where proforma.company_id = %(company_id)s
       and proforma.status = 'confirmed'
       and detail.retainer_id is not null
),

-- Several of the proformas may deduct one retainer: it moves once, by the last of them.
changes as (
    select retainer_id, max(proforma_id) as proforma_id,
           (array_agg(line_no order by proforma_id desc, line_no desc))[1] as line_no,
           max(accounting_date) as accounting_date,
           bool_or(retainer_use = 'invoiced' and quantity > 0) as is_invoiced,
           bool_or(retainer_use = 'invoiced' and quantity = 0) as is_credited,
           coalesce(sum(billed_amount) filter (where retainer_use = 'invoiced'), 0) as invoiced_amount,
           -coalesce(sum(billed_amount) filter (where retainer_use = 'applied'), 0) as applied_amount,
           -coalesce(sum(billed_amount) filter (where retainer_use = 'refunded'), 0) as refunded_amount,
           -coalesce(sum(transaction_amount) filter (where retainer_use <> 'invoiced' and not is_correction), 0)
               as drafted_amount,
           coalesce(sum(billed_hours) filter (where retainer_use = 'invoiced'), 0) as invoiced_hours,
           -coalesce(sum(billed_hours) filter (where retainer_use = 'applied'), 0) as applied_hours,
           -coalesce(sum(billed_hours) filter (where retainer_use = 'refunded'), 0) as refunded_hours,
           coalesce(sum(quantity) filter (where retainer_use <> 'invoiced' and not is_correction), 0) as drafted_hours
      from details
     group by retainer_id
),

balances as materialized (
    select changes.retainer_id, changes.proforma_id, changes.line_no, changes.accounting_date,
           changes.is_invoiced, changes.is_credited, changes.applied_amount, changes.refunded_amount,
           changes.drafted_amount,
           retainer.open_actual_id, balance.open_amount,
           balance.of_hours * (retainer.open_hours + changes.invoiced_hours - changes.applied_hours
                               - changes.refunded_hours) as open_hours,
           balance.of_hours * changes.applied_hours as applied_hours,
           balance.of_hours * changes.refunded_hours as refunded_hours,
           balance.of_hours * changes.drafted_hours as drafted_hours,
           case when balance.open_amount > 0 then nextval('actuals_actual_id_seq') end as new_actual_id,
           (select sale.id
              from actuals_actual as sale
             where changes.is_invoiced
               and sale.proforma_id = changes.proforma_id
               and sale.proforma_line_no = changes.line_no
               and sale.transaction_type = 'billed_sales'
               and sale.reverses_id is null) as billed_actual_id
      from changes
      join billing_retainer as retainer on retainer.id = changes.retainer_id
     cross join lateral (values (retainer.open_amount + changes.invoiced_amount - changes.applied_amount
                                 - changes.refunded_amount,
                                 case when retainer.hours is null then 0 else 1 end))
              as balance (open_amount, of_hours)
     order by changes.retainer_id
),

recorded as (
    insert into actuals_actual
           (id, company_id, transaction_type, transaction_class, contract_id, contract_line_id, customer_id,
            project_id, transaction_date, accounting_date, quantity, unit, unit_price, transaction_amount,
            transaction_currency, billing_type, reverses_id, proforma_id, proforma_line_no, goes_to_journal, act_id)
    select nextval('actuals_actual_id_seq'), %(company_id)s, sale.transaction_type, sale.transaction_class,
           sale.contract_id, sale.contract_line_id, sale.customer_id, sale.project_id, sale.transaction_date,
           balances.accounting_date, -sale.quantity, sale.unit, sale.unit_price, -sale.transaction_amount,
           sale.transaction_currency, sale.billing_type, sale.id, balances.proforma_id, balances.line_no, false,
           %(act_id)s
      from balances
      join actuals_actual as sale on sale.id = balances.open_actual_id
     union all
    select balances.new_actual_id, %(company_id)s, 'unbilled_sales', 'retainer', retainer.contract_id,
           retainer.contract_line_id, retainer.customer_id, line.project_id, retainer.retainer_date,
           balances.accounting_date, case when retainer.hours is null then -1 else -balances.open_hours end,
           case when retainer.hours is null then 'piece' else 'hour' end,
           coalesce(retainer.unit_price, balances.open_amount), -balances.open_amount,
           retainer.transaction_currency, 'chargeable', null, balances.proforma_id, balances.line_no, false,
           %(act_id)s
      from balances
      join billing_retainer as retainer on retainer.id = balances.retainer_id
      join agreements_contract_line as line on line.id = retainer.contract_line_id
     where balances.new_actual_id is not null
),

-- Of a retainer that is corrected in part all is available: what remains invoiced is the retainer.
invoiced as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           status = 'customer_invoice_posted',
           billed_actual_id = balances.billed_actual_id,
           transaction_amount = balances.open_amount,
           hours = case when retainer.hours is not null then balances.open_hours end,
           open_actual_id = balances.new_actual_id,
           open_amount = balances.open_amount,
           open_hours = balances.open_hours
      from balances
     where retainer.id = balances.retainer_id
       and balances.is_invoiced
    returning retainer.id
),

credited as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           ready_act_id = %(act_id)s,
           status = 'ready_to_invoice',
           proforma_id = null,
           billed_actual_id = null,
           open_actual_id = null,
           open_amount = 0,
           open_hours = 0
      from balances
     where retainer.id = balances.retainer_id
       and balances.is_credited
    returning retainer.id
),

used as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           open_actual_id = balances.new_actual_id,
           open_amount = balances.open_amount,
           applied_amount = retainer.applied_amount + balances.applied_amount,
           refunded_amount = retainer.refunded_amount + balances.refunded_amount,
           drafted_amount = retainer.drafted_amount - balances.drafted_amount,
           open_hours = balances.open_hours,
           applied_hours = retainer.applied_hours + balances.applied_hours,
           refunded_hours = retainer.refunded_hours + balances.refunded_hours,
           drafted_hours = retainer.drafted_hours - balances.drafted_hours
      from balances
     where retainer.id = balances.retainer_id
       and not balances.is_invoiced
       and not balances.is_credited
    returning retainer.id
)

select id as retainer_id
  from invoiced
 union all
select id
  from credited
 union all
select id
  from used
 order by retainer_id
