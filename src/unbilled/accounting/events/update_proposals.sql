-- event:   update_proposals
-- returns: proposal_id per proposal changed
-- keeps:   what is posted stays; a new invoice date drops a due date set by hand for the old one
-- source:  docs/rules/proposals.md#changing-proposals

with picked as (
    select id
      from accounting_proposal
     where company_id = %(company_id)s
       and id = any(%(proposal_ids)s::bigint[])
       and status in ('header_only', 'populated')
     order by id
       for update
)

update accounting_proposal as proposal
   set act_id = %(act_id)s,
       invoice_date = coalesce(%(invoice_date)s::date, proposal.invoice_date),
       due_date = case when %(due_date)s::date is not null then %(due_date)s::date
                       when %(invoice_date)s::date is distinct from proposal.invoice_date
                            and %(invoice_date)s::date is not null then null
                       else proposal.due_date
                   end,
       terms_id = coalesce(%(terms_id)s::bigint, proposal.terms_id),
       accounting_date = coalesce(%(accounting_date)s::date, proposal.accounting_date),
       dimension_set_id = coalesce(%(dimension_set_id)s::bigint, proposal.dimension_set_id)
  from picked
 where proposal.id = picked.id
returning proposal.id as proposal_id
