-- event:   tax_proposals
-- returns: proposal_id per proposal whose tax was summed up again
-- keeps:   tax by code equals the tax on the lines
-- source:  docs/rules/proposals.md#changing-proposals; docs/rules/tax.md#rounding

with picked as (
    select id as proposal_id
      from accounting_proposal
     where company_id = %(company_id)s
       and id = any(%(proposal_ids)s::bigint[])
       and status = 'populated'
),

charges as materialized (
    select line.proposal_id, tax.tax_code_id, tax.rate_percent, sum(line.net_amount) as base_amount,
           sum(tax.tax_amount) as tax_amount
      from picked
      join accounting_proposal_line as line on line.proposal_id = picked.proposal_id
     cross join lateral unnest(line.tax_code_ids, line.tax_rates, line.tax_amounts)
             as tax (tax_code_id, rate_percent, tax_amount)
     group by line.proposal_id, tax.tax_code_id, tax.rate_percent
),

outdated as (
    delete from accounting_proposal_tax as tax
     using picked
     where tax.proposal_id = picked.proposal_id
       and not exists (select
                         from charges
                        where charges.proposal_id = tax.proposal_id
                          and charges.tax_code_id = tax.tax_code_id
                          and charges.rate_percent = tax.rate_percent)
),

summed as (
    insert into accounting_proposal_tax as tax
           (proposal_id, company_id, tax_code_id, rate_percent, base_amount, tax_amount)
    select proposal_id, %(company_id)s, tax_code_id, rate_percent, base_amount, tax_amount
      from charges
     order by proposal_id, tax_code_id, rate_percent
        on conflict (proposal_id, tax_code_id, rate_percent) do update
       set base_amount = excluded.base_amount,
           tax_amount = excluded.tax_amount
)

update accounting_proposal as proposal
   set act_id = %(act_id)s,
       tax_amount = coalesce((select sum(charges.tax_amount)
                                from charges
                               where charges.proposal_id = proposal.id), 0)
  from picked
 where proposal.id = picked.proposal_id
returning proposal.id as proposal_id
