-- event:   populate_proposals
-- moves:   accounting_proposal header_only -> populated
-- reads:   masterdata_company, masterdata_currency, masterdata_customer, masterdata_project, masterdata_category, tax_tax_group_code, tax_item_tax_group_code, tax_tax_code, tax_tax_rate, agreements_contract, agreements_contract_line, actuals_actual, billing_proforma_detail, accounting_journal_line, accounting_proposal, accounting_proposal_line
-- writes:  accounting_proposal, accounting_proposal_line, accounting_proposal_tax
-- params:  company_id bigint; proposal_ids bigint[]
-- returns: outcome populated, waiting (with what for), tax_not_determined or tax_rate_missing; proposal_id, number, actual_id, named
-- keeps:   an invoice waits for the accruals it releases; lines add up to the tax of each code, rounded once; a credit mirrors the tax of its original
-- source:  spec/accounting.md 4 (tax groups, dimensions), 5 (proposal gate), 6 (rounding, credits)

with picked as materialized (
    select proposal.id as proposal_id, proposal.number, proposal.proforma_id, proposal.contract_id,
           proposal.customer_id, coalesce(proposal.invoice_date, proposal.accounting_date) as tax_date,
           currency.digits
      from unnest(%(proposal_ids)s::bigint[]) as asked (id)
      join accounting_proposal as proposal on proposal.id = asked.id
      join masterdata_currency as currency on currency.code = proposal.transaction_currency
     where proposal.company_id = %(company_id)s
       and proposal.status = 'header_only'
),

-- One line per billed sale. What a lowered detail bills comes before the rest of it that nobody pays,
-- and only the first line of a detail releases the accrual.
billed as (
    select picked.proposal_id, picked.number, picked.contract_id, picked.customer_id, picked.tax_date,
           picked.digits, actual.id as actual_id, actual.transaction_class, actual.project_id,
           actual.category_id, actual.contract_line_id, actual.billing_type,
           case actual.billing_type when 'chargeable' then actual.transaction_amount else 0 end as net_amount,
           actual.reverses_id is not null as mirrors,
           case when detail.is_correction or actual.reverses_id is not null
                then coalesce(actual.reverses_id, detail.actual_id)
            end as corrected_actual_id,
           case when not detail.is_correction then detail.actual_id end as unbilled_actual_id,
           row_number() over in_order as line_no,
           lag(actual.proforma_line_no) over in_order is distinct from actual.proforma_line_no
               as is_first_of_detail
      from picked
     cross join lateral (
              -- One look into the index for each proforma, whatever the statistics say of fresh rows.
              select id, transaction_class, project_id, category_id, contract_line_id, billing_type,
                     transaction_amount, reverses_id, proforma_line_no
                from actuals_actual
               where proforma_id = picked.proforma_id
                 and transaction_type = 'billed_sales'
              offset 0
          ) as actual
      left join billing_proforma_detail as detail
        on detail.proforma_id = picked.proforma_id
       and detail.line_no = actual.proforma_line_no
    window in_order as (partition by picked.proposal_id
                            order by actual.proforma_line_no, actual.reverses_id,
                                     actual.billing_type <> 'chargeable', actual.id)
),

-- Tax groups and dimensions: of a correction those of its original, of work those of its journal line,
-- else what the masters say.
lines as materialized (
    select billed.proposal_id, billed.number, billed.line_no, billed.actual_id, billed.digits,
           billed.net_amount, billed.mirrors, billed.corrected_actual_id,
           case when billed.is_first_of_detail then billed.unbilled_actual_id end as released_actual_id,
           coalesce(original.tax_date, billed.tax_date) as tax_date,
           billed.billing_type = 'chargeable' as is_chargeable,
           coalesce(original.tax_group_id, journaled.tax_group_id,
                    case company.tax_group_source
                    when 'project' then project.tax_group
                    when 'contract' then contract.tax_group_id
                    when 'customer' then customer.tax_group
                    else coalesce(project.tax_group, contract.tax_group_id, customer.tax_group)
                    end) as tax_group_id,
           coalesce(original.item_tax_group_id, journaled.item_tax_group_id,
                    case billed.transaction_class
                    when 'milestone' then company.milestone_item_tax_group
                    else coalesce(category.item_tax_group, company.default_item_tax_group)
                    end) as item_tax_group_id,
           case when billed.corrected_actual_id is not null then original.dimension_set_id
                when billed.unbilled_actual_id is not null then journaled.dimension_set_id
                else coalesce(contract_line.dimension_set_id, project.dimension_set_id)
            end as dimension_set_id,
           original.tax_code_ids, original.tax_rates, original.tax_amounts,
           case when billed.unbilled_actual_id is not null and journaled.status is distinct from 'posted'
                then 'journal_line'
                when billed.corrected_actual_id is not null and original_proposal.status is distinct from 'posted'
                then 'original_invoice'
            end as waits_for
      from billed
      join masterdata_company as company on company.id = %(company_id)s
      join masterdata_customer as customer on customer.id = billed.customer_id
      join agreements_contract as contract on contract.id = billed.contract_id
      left join agreements_contract_line as contract_line on contract_line.id = billed.contract_line_id
      left join masterdata_project as project on project.id = billed.project_id
      left join masterdata_category as category on category.id = billed.category_id
      left join accounting_journal_line as journaled on journaled.actual_id = billed.unbilled_actual_id
      left join accounting_proposal_line as original on original.actual_id = billed.corrected_actual_id
      left join accounting_proposal as original_proposal on original_proposal.id = original.proposal_id
),

waiting as (
    select distinct proposal_id
      from lines
     where waits_for is not null
),

-- Both groups are needed; the codes that apply are those they share, looked up once per distinct key.
needed_taxes as (
    select distinct tax_group_id, item_tax_group_id, tax_date
      from lines
     where is_chargeable and not mirrors
       and waits_for is null
),

taxes as materialized (
    select needed.tax_group_id, needed.item_tax_group_id, needed.tax_date,
           array_agg(code.id order by code.id) as tax_code_ids,
           array_agg(rate.rate_percent order by code.id) as tax_rates,
           string_agg(code.code, ', ' order by code.code) filter (where rate.id is null) as without_rate
      from needed_taxes as needed
      join tax_tax_group_code as of_group on of_group.tax_group_id = needed.tax_group_id
      join tax_item_tax_group_code as of_item
        on of_item.item_tax_group_id = needed.item_tax_group_id
       and of_item.tax_code_id = of_group.tax_code_id
      join tax_tax_code as code on code.id = of_group.tax_code_id
      left join tax_tax_rate as rate
        on rate.tax_code_id = code.id
       and rate.valid_from <= needed.tax_date
       and (rate.valid_until is null or needed.tax_date < rate.valid_until)
     group by needed.tax_group_id, needed.item_tax_group_id, needed.tax_date
),

-- One row per line and code; a line without a code has one row without it.
charges as (
    select lines.proposal_id, lines.number, lines.line_no, lines.actual_id, lines.digits, lines.net_amount,
           lines.mirrors, lines.corrected_actual_id, lines.released_actual_id, lines.tax_group_id,
           lines.item_tax_group_id, lines.dimension_set_id, lines.tax_date, charge.tax_code_id,
           charge.rate_percent, charge.original_tax,
           case when lines.is_chargeable and not lines.mirrors and taxes.tax_code_ids is null
                then 'tax_not_determined'
                when taxes.without_rate is not null then 'tax_rate_missing'
            end as problem,
           taxes.without_rate
      from lines
      left join taxes
        on lines.is_chargeable
       and not lines.mirrors
       and taxes.tax_group_id = lines.tax_group_id
       and taxes.item_tax_group_id = lines.item_tax_group_id
       and taxes.tax_date = lines.tax_date
      left join lateral unnest(case when lines.mirrors then lines.tax_code_ids else taxes.tax_code_ids end,
                               case when lines.mirrors then lines.tax_rates else taxes.tax_rates end,
                               case when lines.mirrors then lines.tax_amounts end)
             as charge (tax_code_id, rate_percent, original_tax) on true
     where lines.proposal_id not in (select proposal_id from waiting)
),

-- Tax of a code is rounded once for the document: each line takes what the rounded running total grows by.
taxed as materialized (
    select proposal_id, number, line_no, actual_id, net_amount, corrected_actual_id, released_actual_id,
           tax_group_id, item_tax_group_id, dimension_set_id, tax_date, tax_code_id, rate_percent, problem,
           without_rate,
           case when mirrors then -original_tax
                else round(sum(net_amount * rate_percent) over running * 0.01, digits)
                     - round((sum(net_amount * rate_percent) over running - net_amount * rate_percent) * 0.01,
                             digits)
            end as tax_amount
      from charges
    window running as (partition by proposal_id, tax_code_id, rate_percent, mirrors
                           order by line_no rows unbounded preceding)
),

problems as (
    select distinct problem, proposal_id, number, without_rate
      from taxed
     where problem is not null
),

summed as materialized (
    select proposal_id, line_no, actual_id, released_actual_id, corrected_actual_id, tax_group_id,
           item_tax_group_id, dimension_set_id, net_amount, tax_date,
           coalesce(sum(tax_amount), 0) as tax_amount,
           coalesce(array_agg(tax_code_id order by tax_code_id) filter (where tax_code_id is not null), '{}')
               as tax_code_ids,
           coalesce(array_agg(rate_percent order by tax_code_id) filter (where tax_code_id is not null), '{}')
               as tax_rates,
           coalesce(array_agg(tax_amount order by tax_code_id) filter (where tax_code_id is not null), '{}')
               as tax_amounts
      from taxed
     where not exists (select from problems)
     group by proposal_id, line_no, actual_id, released_actual_id, corrected_actual_id, tax_group_id,
              item_tax_group_id, dimension_set_id, net_amount, tax_date
),

proposed_lines as (
    insert into accounting_proposal_line
           (proposal_id, line_no, company_id, actual_id, released_actual_id, corrected_actual_id,
            tax_group_id, item_tax_group_id, dimension_set_id, net_amount, tax_amount, tax_date,
            tax_code_ids, tax_rates, tax_amounts)
    select proposal_id, line_no, %(company_id)s, actual_id, released_actual_id, corrected_actual_id,
           tax_group_id, item_tax_group_id, dimension_set_id, net_amount, tax_amount, tax_date,
           tax_code_ids, tax_rates, tax_amounts
      from summed
     order by proposal_id, line_no
),

proposed_taxes as (
    insert into accounting_proposal_tax
           (proposal_id, company_id, tax_code_id, rate_percent, base_amount, tax_amount)
    select proposal_id, %(company_id)s, tax_code_id, rate_percent, sum(net_amount), sum(tax_amount)
      from taxed
     where tax_code_id is not null
       and not exists (select from problems)
     group by proposal_id, tax_code_id, rate_percent
     order by proposal_id, tax_code_id, rate_percent
),

totals as materialized (
    select proposal_id, count(*) as line_count, sum(net_amount) as net_amount, sum(tax_amount) as tax_amount
      from summed
     group by proposal_id
),

populated as (
    update accounting_proposal as proposal
       set status = 'populated',
           net_amount = totals.net_amount,
           tax_amount = totals.tax_amount,
           line_count = totals.line_count
      from totals
     where proposal.id = totals.proposal_id
       and proposal.status = 'header_only'
    returning proposal.id as proposal_id, proposal.number
)

select 'populated' as outcome, proposal_id, number, null::bigint as actual_id, null as named
  from populated
 union all
select 'waiting', proposal_id, number, coalesce(released_actual_id, corrected_actual_id, actual_id), waits_for
  from lines
 where waits_for is not null
 union all
select problem, proposal_id, number, null, without_rate
  from problems
 order by outcome, proposal_id, actual_id
