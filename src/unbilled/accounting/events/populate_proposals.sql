-- event:   populate_proposals
-- moves:   accounting_proposal header_only -> populated
-- returns: proposal_id and number, with actual_id and waits_for per line that it waits for; or per fault: refusal, found, proposal_ids
-- keeps:   an invoice waits for the accruals it releases; lines add up to the tax of each code, rounded once; a credit mirrors the tax of its original
-- source:  docs/rules/proposals.md#waiting-for-the-journal; docs/rules/proposals.md#lines; docs/rules/tax.md#codes-that-apply; docs/rules/tax.md#tax-date; docs/rules/tax.md#rounding; docs/rules/tax.md#tax-of-credits

-- Driven by the ids asked for and joined by key alone, so that the plan knows how many there are even when
-- the table has just been filled.
with picked as materialized (
    select asked.id as proposal_id, proposal.number, proposal.proforma_id, proposal.contract_id,
           proposal.customer_id, coalesce(proposal.invoice_date, proposal.accounting_date) as invoiced_on,
           parameters.tax_point, currency.digits,
           coalesce(proposal.company_id = %(company_id)s and proposal.status = 'header_only', false)
               as is_header_only
      from unnest(%(proposal_ids)s::bigint[]) as asked (id)
      left join accounting_proposal as proposal on proposal.id = asked.id
      left join companies_currency as currency on currency.code = proposal.transaction_currency
      left join tax_parameters as parameters on parameters.company_id = proposal.company_id
),

-- One line per billed sale. What a lowered detail bills comes before the rest of it that nobody pays,
-- and only the first line of a detail releases the accrual.
billed as (
    select picked.proposal_id, picked.contract_id, picked.customer_id, picked.digits,
           accounting_tax_date(picked.tax_point, sale.transaction_date, picked.invoiced_on) as tax_date,
           sale.tax_group_id, sale.item_tax_group_id, sale.id as actual_id, sale.transaction_class, sale.project_id, sale.category_id,
           sale.contract_line_id, sale.billing_type = 'chargeable' as is_chargeable,
           case sale.billing_type when 'chargeable' then sale.transaction_amount else 0 end as net_amount,
           sale.reverses_id is not null as mirrors,
           case when sale.is_correction or sale.reverses_id is not null
                then coalesce(sale.reverses_id, sale.source_id)
                else sale.retainer_sale_id
            end as corrected_actual_id,
           case when not sale.is_correction then sale.retainer_sale_id end as deducted_actual_id,
           case when not sale.is_correction then sale.source_id end as unbilled_actual_id,
           row_number() over in_order as line_no,
           lag(sale.proforma_line_no) over in_order is distinct from sale.proforma_line_no
               as is_first_of_detail
      from picked
     cross join lateral (
              -- One look into the indexes for each proforma, whatever the statistics say of fresh rows.
              select actual.id, actual.transaction_class, actual.transaction_date, actual.project_id,
                     actual.category_id,
                     actual.contract_line_id, actual.billing_type, actual.transaction_amount,
                     actual.reverses_id, actual.proforma_line_no, detail.is_correction,
                     detail.actual_id as source_id, detail.tax_group_id, detail.item_tax_group_id,
                     detail.retainer_sale_id
                from actuals_actual as actual
                left join billing_proforma_detail as detail
                  on detail.proforma_id = picked.proforma_id
                 and detail.line_no = actual.proforma_line_no
               where actual.proforma_id = picked.proforma_id
                 and actual.transaction_type = 'billed_sales'
              offset 0
          ) as sale
     where picked.is_header_only
    window in_order as (partition by picked.proposal_id
                            order by sale.proforma_line_no, sale.reverses_id,
                                     sale.billing_type <> 'chargeable', sale.id)
),

-- Tax groups and dimensions: of a correction, and of what is deducted of a retainer, those of its original, of work those of its journal line,
-- else what the masters say. Each is looked up by key, and only for the lines it can speak for.
lines as materialized (
    select billed.proposal_id, billed.line_no, billed.actual_id, billed.digits, billed.net_amount,
           billed.corrected_actual_id,
           case when billed.is_first_of_detail then billed.unbilled_actual_id end as released_actual_id,
           coalesce(original.tax_date, billed.tax_date) as tax_date,
           billed.is_chargeable and not billed.mirrors as is_taxed,
           coalesce(case when not billed.mirrors then billed.tax_group_id end, original.tax_group_id,
                    journaled.tax_group_id, masters.tax_group_id) as tax_group_id,
           coalesce(case when not billed.mirrors then billed.item_tax_group_id end, original.item_tax_group_id,
                    journaled.item_tax_group_id, masters.item_tax_group_id) as item_tax_group_id,
           case when billed.corrected_actual_id is not null then original.dimension_set_id
                when billed.unbilled_actual_id is not null then journaled.dimension_set_id
                else masters.dimension_set_id
            end as dimension_set_id,
           case when billed.mirrors then -original.tax_amount end as tax_amount,
           case when billed.mirrors then original.tax_code_ids end as tax_code_ids,
           case when billed.mirrors then original.tax_rates end as tax_rates,
           case when billed.mirrors then original.mirrored_amounts end as tax_amounts,
           case when billed.unbilled_actual_id is not null and journaled.status is distinct from 'posted'
                then 'journal_line'
                when billed.corrected_actual_id is not null and original.status is distinct from 'posted'
                  or earlier.is_awaited
                then 'original_invoice'
            end as waits_for
      from billed
      left join lateral (
               select tax_group_id, item_tax_group_id, dimension_set_id, status
                 from accounting_journal_line
                where actual_id = billed.unbilled_actual_id
               offset 0
           ) as journaled on true
      left join lateral (
               select line.tax_date, line.tax_group_id, line.item_tax_group_id, line.dimension_set_id,
                      line.tax_amount, line.tax_code_ids, line.tax_rates, proposal.status,
                      array(select -amount
                              from unnest(line.tax_amounts) with ordinality as tax (amount, position)
                             order by position) as mirrored_amounts
                 from accounting_proposal_line as line
                 join accounting_proposal as proposal on proposal.id = line.proposal_id
                where billed.corrected_actual_id is not null
                  and line.actual_id = billed.corrected_actual_id
               offset 0
           ) as original on true
      -- What is left of a retainer in the books is known once what was deducted before is posted.
      left join lateral (
               select true as is_awaited
                 from billing_proforma_detail as detail
                 join actuals_actual as sale
                   on sale.proforma_id = detail.proforma_id
                  and sale.proforma_line_no = detail.line_no
                  and sale.transaction_type = 'billed_sales'
                  and sale.id < billed.actual_id
                 join accounting_proposal as proposal
                   on proposal.proforma_id = detail.proforma_id
                  and proposal.id <> billed.proposal_id
                  and proposal.status <> 'posted'
                where billed.deducted_actual_id is not null
                  and detail.retainer_sale_id = billed.deducted_actual_id
                limit 1
           ) as earlier on true
      left join lateral (
               select party.tax_group_id, item.item_tax_group_id,
                      coalesce(contract_line.dimension_set_id, project.dimension_set_id) as dimension_set_id
                 from accounting_tax_group(%(company_id)s, billed.project_id, billed.contract_id,
                                           billed.customer_id) as party
                cross join accounting_item_tax_group(%(company_id)s, billed.transaction_class,
                                                     billed.category_id) as item
                 left join agreements_contract_line as contract_line
                   on contract_line.id = billed.contract_line_id
                 left join masterdata_project as project on project.id = billed.project_id
                where (coalesce(original.tax_group_id, journaled.tax_group_id) is null
                       or coalesce(original.item_tax_group_id, journaled.item_tax_group_id) is null
                       or coalesce(billed.corrected_actual_id, billed.unbilled_actual_id) is null)
               offset 0
           ) as masters on true
),

waiting as (
    select distinct proposal_id
      from lines
     where waits_for is not null
),

ready as not materialized (
    select proposal_id, line_no, actual_id, digits, net_amount, corrected_actual_id, released_actual_id,
           tax_date, is_taxed, tax_group_id, item_tax_group_id, dimension_set_id, tax_amount, tax_code_ids,
           tax_rates, tax_amounts
      from lines
     where proposal_id not in (select proposal_id from waiting)
),

-- Both groups are needed; the codes that apply are those they share, looked up once per distinct key.
needed_taxes as (
    select distinct proposal_id, tax_group_id, item_tax_group_id, tax_date
      from ready
     where is_taxed
),

taxes as materialized (
    select needed.tax_group_id, needed.item_tax_group_id, needed.tax_date, code.tax_code_id, code.code,
           code.rate_percent,
           count(*) over (partition by needed.tax_group_id, needed.item_tax_group_id, needed.tax_date)
               as code_count
      from (select distinct tax_group_id, item_tax_group_id, tax_date from needed_taxes) as needed
     cross join lateral tax_codes(needed.tax_group_id, needed.item_tax_group_id, needed.tax_date) as code
),

faults as (
    select distinct case when tax.tax_code_id is null then 'TaxNotDetermined' else 'TaxRateMissing' end as refusal,
           needed.proposal_id, tax.code as found
      from needed_taxes as needed
      left join taxes as tax
        on tax.tax_group_id = needed.tax_group_id
       and tax.item_tax_group_id = needed.item_tax_group_id
       and tax.tax_date = needed.tax_date
     where tax.rate_percent is null
),

-- One row per line and code.
charges as materialized (
    select line.proposal_id, line.line_no, line.actual_id, line.net_amount, line.corrected_actual_id,
           line.released_actual_id, line.tax_group_id, line.item_tax_group_id, line.dimension_set_id,
           line.tax_date, tax.tax_code_id, tax.rate_percent, tax.code_count,
           companies_spread(sum(line.net_amount) over running, line.net_amount, tax.rate_percent * 0.01, line.digits)
               as tax_amount
      from ready as line
      join taxes as tax
        on tax.tax_group_id = line.tax_group_id
       and tax.item_tax_group_id = line.item_tax_group_id
       and tax.tax_date = line.tax_date
     where line.is_taxed
       and not exists (select from faults)
    window running as (partition by line.proposal_id, tax.tax_code_id, tax.rate_percent
                           order by line.line_no rows unbounded preceding)
),

-- A line of several codes gathers their taxes; what is reversed mirrors the tax of its original; what
-- nobody pays has none.
taxed as (
    select proposal_id, line_no, actual_id, released_actual_id, corrected_actual_id, tax_group_id,
           item_tax_group_id, dimension_set_id, net_amount, tax_date, tax_amount,
           array[tax_code_id] as tax_code_ids, array[rate_percent] as tax_rates,
           array[tax_amount] as tax_amounts
      from charges
     where code_count = 1
     union all
    select proposal_id, line_no, actual_id, released_actual_id, corrected_actual_id, tax_group_id,
           item_tax_group_id, dimension_set_id, net_amount, tax_date, sum(tax_amount),
           array_agg(tax_code_id order by tax_code_id), array_agg(rate_percent order by tax_code_id),
           array_agg(tax_amount order by tax_code_id)
      from charges
     where code_count > 1
     group by proposal_id, line_no, actual_id, released_actual_id, corrected_actual_id, tax_group_id,
              item_tax_group_id, dimension_set_id, net_amount, tax_date
     union all
    select proposal_id, line_no, actual_id, released_actual_id, corrected_actual_id, tax_group_id,
           item_tax_group_id, dimension_set_id, net_amount, tax_date, coalesce(tax_amount, 0),
           coalesce(tax_code_ids, '{}'), coalesce(tax_rates, '{}'), coalesce(tax_amounts, '{}')
      from ready
     where not is_taxed
       and not exists (select from faults)
),

proposed_lines as (
    insert into accounting_proposal_line
           (proposal_id, line_no, company_id, actual_id, released_actual_id, corrected_actual_id,
            tax_group_id, item_tax_group_id, dimension_set_id, net_amount, tax_amount, tax_date,
            tax_code_ids, tax_rates, tax_amounts)
    select proposal_id, line_no, %(company_id)s, actual_id, released_actual_id, corrected_actual_id,
           tax_group_id, item_tax_group_id, dimension_set_id, net_amount, tax_amount, tax_date,
           tax_code_ids, tax_rates, tax_amounts
      from taxed
),

taxes_by_code as materialized (
    select share.proposal_id, share.tax_code_id, share.rate_percent, sum(share.net_amount) as base_amount,
           sum(share.tax_amount) as tax_amount
      from (select proposal_id, tax_code_id, rate_percent, net_amount, tax_amount
              from charges
             union all
            select line.proposal_id, mirrored.tax_code_id, mirrored.rate_percent, line.net_amount,
                   mirrored.tax_amount
              from ready as line
             cross join unnest(line.tax_code_ids, line.tax_rates, line.tax_amounts)
                     as mirrored (tax_code_id, rate_percent, tax_amount)
             where not line.is_taxed) as share
     group by share.proposal_id, share.tax_code_id, share.rate_percent
),

proposed_taxes as (
    insert into accounting_proposal_tax
           (proposal_id, company_id, tax_code_id, rate_percent, base_amount, tax_amount)
    select proposal_id, %(company_id)s, tax_code_id, rate_percent, base_amount, tax_amount
      from taxes_by_code
     where not exists (select from faults)
     order by proposal_id, tax_code_id, rate_percent
),

totals as (
    select net.proposal_id, net.line_count, net.net_amount, coalesce(tax.tax_amount, 0) as tax_amount
      from (select proposal_id, count(*) as line_count, sum(net_amount) as net_amount
              from ready
             group by proposal_id) as net
      left join (select proposal_id, sum(tax_amount) as tax_amount
                   from taxes_by_code
                  group by proposal_id) as tax on tax.proposal_id = net.proposal_id
     where not exists (select from faults)
),

populated as (
    update accounting_proposal as proposal
       set act_id = %(act_id)s,
           status = 'populated',
           net_amount = totals.net_amount,
           tax_amount = totals.tax_amount,
           line_count = totals.line_count
      from totals
     where proposal.id = totals.proposal_id
       and proposal.status = 'header_only'
    returning proposal.id as proposal_id
),

told as (
    select proposal_id, coalesce(released_actual_id, corrected_actual_id, actual_id) as actual_id, waits_for
      from lines
     where waits_for is not null
     union all
    select proposal_id, null, null
      from populated
)

select null as refusal, null as found, null::bigint[] as proposal_ids, told.proposal_id, picked.number,
       told.actual_id, told.waits_for
  from told
  join picked on picked.proposal_id = told.proposal_id
 union all
select refusal, found, array_agg(proposal_id order by proposal_id), null, null, null, null
  from faults
 group by refusal, found
 order by proposal_id, actual_id, refusal, found
