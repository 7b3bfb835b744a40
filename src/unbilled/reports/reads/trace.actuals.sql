-- read:    trace, actuals and how far each has come
-- returns: every actual of the entries and milestones with journal line, project transaction and invoice line

with owed as (
    select distinct milestone.contract_line_id
      from billing_milestone as milestone
     where milestone.company_id = %(company_id)s
       and milestone.id = any(%(milestone_ids)s::bigint[])
),

found as (
    select recorded.actual_id as id
      from actuals_of_entries(%(company_id)s::bigint, %(entry_ids)s::bigint[]) as recorded
     union
    select actual.id
      from owed
      join actuals_actual as actual on actual.contract_line_id = owed.contract_line_id
     where actual.milestone_id = any(%(milestone_ids)s::bigint[])
)

select actual.id as actual_id,
       actual.transaction_type,
       actual.transaction_class,
       actual.transaction_date,
       actual.quantity,
       actual.unit,
       actual.unit_price,
       actual.transaction_amount,
       actual.transaction_currency,
       actual.billing_type,
       actual.customer_id,
       actual.entry_id,
       actual.milestone_id,
       milestone.name as milestone,
       actual.reverses_id,
       actual.replaces_id,
       proforma.number as proforma,
       backlog.billing_status,
       journal.number as journal,
       journal_line.status as journal_status,
       booked.accounting_amount,
       booked.ledger_layer,
       booked.voucher_id,
       voucher.number as voucher_number,
       voucher.accounting_date as voucher_date,
       invoice.number as invoice,
       invoice_line.line_no as invoice_line_no,
       proposal.number as proposal,
       proposal.status as proposal_status,
       proposal_line.released_actual_id,
       converted.cost_currency,
       converted.rate,
       converted.from_rate,
       converted.to_rate,
       company.accounting_currency_id as accounting_currency,
       actual.act_id,
       coalesce(backlog.ready_act_id, detail.ready_act_id, agreed.ready_act_id) as ready_act_id,
       proforma.created_act_id as proforma_act_id,
       journal_line.act_id as journal_act_id,
       voucher.act_id as voucher_act_id,
       proposal.act_id as proposal_act_id,
       invoice.act_id as invoice_act_id
  from found
  join actuals_actual as actual on actual.id = found.id
  join companies_company as company on company.id = actual.company_id
  left join lateral (
           -- What is sold at cost, or with a markup, of a cost in another currency.
           select cost.transaction_currency as cost_currency, dated.rate, dated.from_rate, dated.to_rate
             from actuals_actual as cost
             join agreements_category_price as price
               on price.price_list_id = actual.price_source_id
              and price.category_id = actual.category_id
              and price.unit = actual.unit
              and price.method in ('at_cost', 'markup')
            cross join lateral companies_rate_on_day(actual.company_id, cost.transaction_currency,
                                                     actual.transaction_currency, actual.transaction_date) as dated
            where actual.transaction_type = 'unbilled_sales'
              and cost.transaction_type = 'cost'
              and cost.entry_id = actual.entry_id
              and cost.reverses_id is null
              and cost.transaction_currency <> actual.transaction_currency
            order by cost.id desc
            limit 1
       ) as converted on true
  left join billing_milestone as milestone on milestone.id = actual.milestone_id
  left join billing_proforma as proforma on proforma.id = actual.proforma_id
  left join billing_backlog_line as backlog on backlog.actual_id = actual.id
  left join billing_proforma_detail as detail
    on detail.actual_id = actual.id
  left join billing_proforma_detail as agreed
    on agreed.proforma_id = actual.proforma_id and agreed.milestone_id = actual.milestone_id
  left join accounting_journal_line as journal_line on journal_line.actual_id = actual.id
  left join accounting_journal as journal on journal.id = journal_line.journal_id
  left join ledger_project_transaction as booked on booked.actual_id = actual.id
  left join ledger_voucher as voucher on voucher.id = booked.voucher_id
  left join accounting_proposal_line as proposal_line on proposal_line.actual_id = actual.id
  left join accounting_proposal as proposal on proposal.id = proposal_line.proposal_id
  left join ledger_invoice as invoice on invoice.proposal_id = proposal.id
  left join ledger_invoice_line as invoice_line
    on invoice_line.invoice_id = invoice.id and invoice_line.actual_id = actual.id
 order by actual.id
