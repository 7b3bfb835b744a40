-- event:   confirm_proformas
-- moves:   billing_proforma draft -> confirmed;
--          billing_milestone customer_invoice_created -> customer_invoice_posted;
--          billing_milestone customer_invoice_posted -> ready_to_invoice
-- returns: per confirmed proforma: proforma_id, number, line_count, transaction_amount (change of the chargeable
--          amount billed, before tax), transaction_currency, reopened_ids (unbilled sales that a correction
--          puts back), is_nil (it charges nothing, and becomes no invoice), reversal_ids (of sales that it closed so, for
--          the journal), nil_original (number of what it corrects, where that became no invoice), credited_line_ids (lines of
--          products that it credits)
-- keeps:   a confirmed sale leaves no unbilled amount; what a correction no longer bills is open again
-- source:  docs/rules/billing.md#confirming; docs/rules/billing.md#corrections; docs/rules/billing.md#nothing-to-charge;
--          docs/rules/actuals.md#what-is-recorded-when

-- What the lines charge is asked for each proforma: lines that are grouped by it would be expected to be as many
-- proformas, and all that is on drafts would be read for two hundred.
with charges as materialized (
    select proforma.id, case when original.is_nil then original.number end as nil_original,
           not detail.has_charge
               and (not customer.wants_nil_invoices or coalesce(original.is_nil, false)) as is_nil
      from billing_proforma as proforma
      join masterdata_customer as customer on customer.id = proforma.customer_id
      left join billing_proforma as original on original.id = proforma.corrects_id
     cross join lateral (
              select coalesce(bool_or(transaction_amount <> case when is_correction then source_amount else 0 end
                                      or tax_group_id is not null
                                      or item_tax_group_id is not null), false) as has_charge
                from billing_proforma_detail
               where proforma_id = proforma.id
                 and billing_type = 'chargeable'
          ) as detail
     where proforma.company_id = %(company_id)s
       and proforma.id = any(%(proforma_ids)s::bigint[])
       and proforma.status = 'draft'
),

-- A correction without a reason gets one that says what it does.
corrected as (
    select correction.id as proforma_id,
           case when detail.charged > 0 then 'Corrected upwards'
                when detail.remaining = 0
                 and not exists (select
                                   from actuals_actual as sale
                                  where sale.proforma_id = correction.corrects_id
                                    and sale.transaction_type = 'billed_sales'
                                    and sale.reverses_id is null
                                    and sale.id <> all(detail.actual_ids)
                                    and not exists (select
                                                      from actuals_actual as reversal
                                                     where reversal.reverses_id = sale.id))
                then 'Credited in full'
                when detail.charged < 0 then 'Credited in part'
                else 'Corrected'
            end as reason
      from billing_proforma as correction
     cross join lateral (
              select sum(transaction_amount - source_amount) filter (where billing_type = 'chargeable') as charged,
                     max(quantity) as remaining, array_agg(actual_id order by actual_id) as actual_ids
                from billing_proforma_detail
               where proforma_id = correction.id
          ) as detail
     where correction.company_id = %(company_id)s
       and correction.id = any(%(proforma_ids)s::bigint[])
       and correction.corrects_id is not null
       and correction.reason = ''
),

confirmed as (
    update billing_proforma as proforma
       set status = 'confirmed',
           is_nil = charges.is_nil,
           reason = coalesce(corrected.reason, proforma.reason),
           accounting_date = coalesce(proforma.accounting_date, %(acted_on)s::date),
           confirmed_on = %(acted_on)s::date,
           confirmed_by_schedule = %(by_schedule)s::boolean,
           act_id = %(act_id)s
      from charges
      left join corrected on corrected.proforma_id = charges.id
     where proforma.id = charges.id
       and proforma.status = 'draft'
    returning proforma.id, proforma.number, proforma.contract_id, proforma.customer_id,
              proforma.transaction_currency, proforma.accounting_date, proforma.is_nil, charges.nil_original
),

-- What was written by hand: nothing was recorded of it before.
written as materialized (
    select detail.proforma_id, detail.line_no, entry.id as entry_id, entry.task_id,
           coalesce(entry.role_id, resource.role_id) as role_id, entry.category_id, entry.resource_id
      from confirmed
      join billing_proforma_detail as detail on detail.proforma_id = confirmed.id
      join work_entry as entry on entry.id = detail.entry_id
      left join masterdata_resource as resource on resource.id = entry.resource_id
),

-- What a correction puts back is accrued when the correction is, so that no month before it is touched; the day of the
-- work stays. Work billed as it is needs no new unbilled sale. What was edited, and what a correction bills again or
-- puts back, does: the part kept and the rest get identities here, as their reversals will name them.
details as (
    select confirmed.id as proforma_id, confirmed.contract_id, confirmed.customer_id,
           confirmed.transaction_currency, confirmed.accounting_date as billed_date,
           detail.line_no, detail.contract_line_id, detail.project_id, detail.transaction_class,
           detail.transaction_date, detail.milestone_id, detail.retainer_use, detail.is_correction, detail.billing_type, detail.unit,
           detail.unit_price, coalesce(detail.source_price, detail.unit_price) as source_price,
           coalesce(detail.source_billing_type, detail.billing_type) as source_billing_type,
           detail.quantity, detail.transaction_amount, detail.source_quantity, detail.source_amount,
           billing_rest_amount(detail.quantity, detail.source_quantity, gross.amount, gross.source_amount,
                               detail.source_price, currency.digits) as rest_amount,
           gross.amount as gross_amount, gross.source_amount as gross_source_amount,
           detail.actual_id, coalesce(source.task_id, written.task_id) as task_id,
           coalesce(source.role_id, written.role_id) as role_id,
           coalesce(source.category_id, written.category_id,
                    case when detail.transaction_class = 'product' then contract_line.category_id end) as category_id,
           coalesce(source.resource_id, written.resource_id) as resource_id, source.price_source_id,
           coalesce(source.entry_id, written.entry_id) as entry_id,
           case when detail.is_correction then greatest(confirmed.accounting_date, detail.transaction_date)
                else coalesce(source.accounting_date, confirmed.accounting_date)
            end as unbilled_date,
           -- No invoice takes back what such a sale accrued, so its reversal goes to the journal itself.
           case when confirmed.is_nil
                 and not detail.is_correction
                 and source.goes_to_journal
                then nextval('actuals_actual_id_seq')
            end as reversal_id,
           -- A line with a fixed price has no unbilled sales, whatever is written under it.
           case when coalesce(detail.milestone_id, detail.retainer_id) is null
                 and contract_line.billing_method = 'time_and_material'
                 and (written.entry_id is not null
                      or detail.quantity > 0
                         and (detail.is_correction
                              or detail.quantity <> detail.source_quantity
                              or detail.source_price is not null
                              or detail.source_billing_type is not null
                              or detail.discount_amount <> 0))
                then nextval('actuals_actual_id_seq')
            end as kept_id,
           case when coalesce(detail.milestone_id, detail.retainer_id) is null
                 and contract_line.billing_method = 'time_and_material'
                 and detail.quantity < detail.source_quantity
                then nextval('actuals_actual_id_seq')
            end as rest_id
      from confirmed
      join companies_currency as currency on currency.code = confirmed.transaction_currency
      join billing_proforma_detail as detail on detail.proforma_id = confirmed.id
      join agreements_contract_line as contract_line on contract_line.id = detail.contract_line_id
     -- A discount is of the invoice, not of the work: what is not billed is worth what it was without it.
     cross join lateral (values (detail.transaction_amount - detail.discount_amount,
                                 detail.source_amount - detail.source_discount)) as gross (amount, source_amount)
      left join actuals_actual as source on source.id = detail.actual_id
      left join written on written.proforma_id = detail.proforma_id and written.line_no = detail.line_no
     order by confirmed.id, detail.line_no
),

recorded as (
    insert into actuals_actual
           (id, company_id, transaction_type, transaction_class, contract_id, contract_line_id, customer_id,
            project_id, task_id, role_id, category_id, resource_id, transaction_date, accounting_date,
            quantity, unit, unit_price, transaction_amount, transaction_currency, billing_type,
            price_source_id, reverses_id, replaces_id, entry_id, milestone_id, proforma_id,
            proforma_line_no, goes_to_journal, act_id)
    select coalesce(move.id, nextval('actuals_actual_id_seq')), %(company_id)s, move.transaction_type,
           details.transaction_class, details.contract_id, details.contract_line_id, details.customer_id,
           details.project_id, details.task_id, details.role_id, details.category_id, details.resource_id,
           details.transaction_date,
           case when move.transaction_type = 'billed_sales' or move.id = details.reversal_id then details.billed_date
                else details.unbilled_date
            end,
           move.quantity, details.unit, move.unit_price, move.transaction_amount,
           details.transaction_currency, move.billing_type, details.price_source_id, move.reverses_id,
           move.replaces_id, details.entry_id, details.milestone_id, details.proforma_id, details.line_no,
           move.goes_to_journal, %(act_id)s
      from details
     cross join lateral (
           -- The source leaves whole, whatever is billed: an unbilled sale, or the billed one corrected.
           select reversal_id as id,
                  case when is_correction then 'billed_sales' else 'unbilled_sales' end as transaction_type,
                  -source_quantity as quantity, source_price as unit_price, -source_amount as transaction_amount,
                  source_billing_type as billing_type, actual_id as reverses_id, null::bigint as replaces_id,
                  reversal_id is not null as goes_to_journal
            where actual_id is not null
            union all
           -- What is billed; of a retainer that is applied or refunded, what is taken off.
           select null, 'billed_sales',
                  case when retainer_use in ('applied', 'refunded') then -quantity else quantity end, unit_price, transaction_amount, billing_type, null, null, false
            where quantity > 0 or (source_quantity = 0 and not is_correction)
            union all
           -- Of what is written by hand, and of work billed for less or more or on other terms: an unbilled sale of what is billed replaces the source and is
           -- reversed at once, so that every billed sale has an unbilled one of its own size.
           select kept_id, 'unbilled_sales', quantity, unit_price, transaction_amount, billing_type, null, actual_id,
                  false
            where kept_id is not null
            union all
           select null, 'unbilled_sales', -quantity, unit_price, -transaction_amount, billing_type, kept_id, null,
                  false
            where kept_id is not null
            union all
           -- The rest of an edit: recorded as unbilled, reversed, and billed, all non-chargeable.
           -- The rest of a correction: an open unbilled sale again, of the billing type it had.
           select rest_id, 'unbilled_sales', source_quantity - quantity, source_price, rest_amount,
                  case when is_correction then billing_type else 'non_chargeable' end, null, actual_id,
                  is_correction
            where rest_id is not null
            union all
           select null, 'unbilled_sales', quantity - source_quantity, source_price, -rest_amount,
                  'non_chargeable', rest_id, null, false
            where rest_id is not null and not is_correction
            union all
           select null, 'billed_sales', source_quantity - quantity, source_price, rest_amount,
                  'non_chargeable', null, null, false
            where rest_id is not null and not is_correction
      ) as move
),

billed as (
    delete from billing_backlog_line as line
     using details
     where line.actual_id = details.actual_id
       and not details.is_correction
),

reopened as (
    insert into billing_backlog_line
           (actual_id, company_id, contract_id, contract_line_id, customer_id, project_id, transaction_class,
            transaction_date, quantity, transaction_amount, transaction_currency, billing_type,
            billing_status, limit_status, limit_reason, act_id)
    select rest_id, %(company_id)s, contract_id, contract_line_id, customer_id, project_id, transaction_class,
           transaction_date, source_quantity - quantity, rest_amount,
           transaction_currency, billing_type, 'not_ready', 'not_applicable', '',
           %(act_id)s
      from details
     where rest_id is not null
       and is_correction
),

billed_milestones as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           status = 'customer_invoice_posted'
      from details
     where milestone.id = details.milestone_id
       and not details.is_correction
),

credited_milestones as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           ready_act_id = %(act_id)s,
           status = 'ready_to_invoice',
           proforma_id = null
      from details
     where milestone.id = details.milestone_id
       and details.is_correction
       and details.quantity = 0
),

-- Of a milestone that is credited in part, what remains billed is its amount; the rest is a milestone of its own. So is
-- the quantity of a product that is not billed any more; at a lower price it stays billed whole.
lowered_milestones as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           transaction_amount = details.gross_amount,
           quantity = case when milestone.quantity is not null then details.quantity end,
           unit_price = case when milestone.quantity is not null then details.unit_price end
      from details
     where milestone.id = details.milestone_id
       and details.is_correction
       and details.quantity > 0
       and details.gross_amount < details.gross_source_amount
    returning milestone.id, milestone.contract_id, milestone.contract_line_id, milestone.customer_id, milestone.name,
              milestone.milestone_date, milestone.transaction_currency, milestone.unit, details.proforma_id,
              case when milestone.quantity is not null then details.source_quantity - details.quantity end as rest_quantity,
              case when milestone.quantity is not null then details.source_price end as rest_price,
              case when milestone.quantity is not null then details.rest_amount
                   else details.gross_source_amount - details.gross_amount
               end as rest_amount
),

rest_milestones as (
    insert into billing_milestone
           (company_id, contract_id, contract_line_id, customer_id, name, milestone_date, transaction_amount,
            transaction_currency, quantity, unit, unit_price, status, ready_act_id, act_id)
    select %(company_id)s, rest.contract_id, rest.contract_line_id, rest.customer_id,
           rest.name || ', rest of ' || confirmed.number, rest.milestone_date, rest.rest_amount,
           rest.transaction_currency, rest.rest_quantity, rest.unit, rest.rest_price, 'not_ready', null, %(act_id)s
      from lowered_milestones as rest
      join confirmed on confirmed.id = rest.proforma_id
     where rest.rest_quantity is distinct from 0
     order by rest.id
),

totals as (
    select proforma_id, count(*) as line_count,
           coalesce(array_agg(distinct contract_line_id order by contract_line_id)
                    filter (where is_correction and transaction_class = 'product'), '{}') as credited_line_ids,
           coalesce(sum(transaction_amount - case when is_correction then source_amount else 0 end)
                    filter (where billing_type = 'chargeable'), 0) as transaction_amount,
           coalesce(array_agg(rest_id order by rest_id) filter (where rest_id is not null and is_correction),
                    '{}') as reopened_ids,
           coalesce(array_agg(reversal_id order by reversal_id) filter (where reversal_id is not null), '{}')
               as reversal_ids
      from details
     group by proforma_id
)

select confirmed.id as proforma_id, confirmed.number, coalesce(totals.line_count, 0) as line_count,
       coalesce(totals.transaction_amount, 0) as transaction_amount, confirmed.transaction_currency,
       coalesce(totals.reopened_ids, '{}') as reopened_ids, confirmed.is_nil,
       coalesce(totals.reversal_ids, '{}') as reversal_ids, confirmed.nil_original,
       coalesce(totals.credited_line_ids, '{}') as credited_line_ids
  from confirmed
  left join totals on totals.proforma_id = confirmed.id
 order by confirmed.number, confirmed.id
