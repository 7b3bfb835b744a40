-- event:   tax_proposals
-- returns: per fault: refusal, found, proposal_ids
-- keeps:   lines add up to the tax of each code, rounded once; what mirrors an original keeps its tax
-- source:  docs/rules/proposals.md#changing-proposals; docs/rules/tax.md#codes-that-apply; docs/rules/tax.md#rounding; docs/rules/tax.md#tax-date

with picked as materialized (
    select proposal.id as proposal_id, proposal.number,
           coalesce(proposal.invoice_date, %(invoice_date)s::date, proposal.accounting_date) as invoiced_on,
           parameters.tax_point, currency.digits
      from unnest(%(proposal_ids)s::bigint[]) as asked (id)
      join accounting_proposal as proposal on proposal.id = asked.id
      join companies_currency as currency on currency.code = proposal.transaction_currency
      join tax_parameters as parameters on parameters.company_id = proposal.company_id
     where proposal.company_id = %(company_id)s
       and proposal.status = 'populated'
),

lines as materialized (
    select picked.proposal_id, picked.number, picked.digits, line.line_no, line.net_amount,
           coalesce(%(tax_group_id)s::bigint, line.tax_group_id) as tax_group_id,
           coalesce(%(item_tax_group_id)s::bigint, line.item_tax_group_id) as item_tax_group_id,
           case when line.corrected_actual_id is not null then line.tax_date
                else accounting_tax_date(picked.tax_point, actual.transaction_date, picked.invoiced_on)
            end as tax_date
      from picked
      join accounting_proposal_line as line on line.proposal_id = picked.proposal_id
      join actuals_actual as actual on actual.id = line.actual_id
     where actual.reverses_id is null
       and actual.billing_type = 'chargeable'
),

needed_taxes as (
    select distinct tax_group_id, item_tax_group_id, tax_date
      from lines
),

taxes as materialized (
    select needed.tax_group_id, needed.item_tax_group_id, needed.tax_date,
           array_agg(code.tax_code_id order by code.tax_code_id) as tax_code_ids,
           array_agg(code.rate_percent order by code.tax_code_id) as tax_rates,
           string_agg(code.code, ', ' order by code.code) filter (where code.rate_percent is null)
               as without_rate
      from needed_taxes as needed
     cross join lateral tax_codes(needed.tax_group_id, needed.item_tax_group_id, needed.tax_date) as code
     group by needed.tax_group_id, needed.item_tax_group_id, needed.tax_date
),

charges as (
    select lines.proposal_id, lines.number, lines.line_no, lines.digits, lines.net_amount,
           lines.tax_group_id, lines.item_tax_group_id, lines.tax_date, charge.tax_code_id,
           charge.rate_percent,
           case when taxes.tax_code_ids is null then 'TaxNotDetermined'
                when taxes.without_rate is not null then 'TaxRateMissing'
            end as refusal,
           taxes.without_rate
      from lines
      left join taxes
        on taxes.tax_group_id = lines.tax_group_id
       and taxes.item_tax_group_id = lines.item_tax_group_id
       and taxes.tax_date = lines.tax_date
      left join lateral unnest(taxes.tax_code_ids, taxes.tax_rates)
             as charge (tax_code_id, rate_percent) on true
),

taxed as materialized (
    select proposal_id, number, line_no, tax_group_id, item_tax_group_id, tax_date, tax_code_id,
           rate_percent, refusal, without_rate,
           companies_spread(sum(net_amount) over running, net_amount, rate_percent * 0.01, digits) as tax_amount
      from charges
    window running as (partition by proposal_id, tax_code_id, rate_percent
                           order by line_no rows unbounded preceding)
),

summed as materialized (
    select proposal_id, line_no, tax_group_id, item_tax_group_id, tax_date,
           sum(tax_amount) as tax_amount,
           array_agg(tax_code_id order by tax_code_id) as tax_code_ids,
           array_agg(rate_percent order by tax_code_id) as tax_rates,
           array_agg(tax_amount order by tax_code_id) as tax_amounts
      from taxed
     where not exists (select from taxed where refusal is not null)
     group by proposal_id, line_no, tax_group_id, item_tax_group_id, tax_date
),

recomputed as (
    update accounting_proposal_line as line
       set tax_group_id = summed.tax_group_id,
           item_tax_group_id = summed.item_tax_group_id,
           tax_date = summed.tax_date,
           tax_amount = summed.tax_amount,
           tax_code_ids = summed.tax_code_ids,
           tax_rates = summed.tax_rates,
           tax_amounts = summed.tax_amounts
      from summed
     where line.proposal_id = summed.proposal_id
       and line.line_no = summed.line_no
)

select refusal, without_rate as found, array_agg(distinct proposal_id order by proposal_id) as proposal_ids
  from taxed
 where refusal is not null
 group by refusal, without_rate
 order by refusal, without_rate
