-- read:    gaps_of_proposals
-- returns: per record that lacks something the law wants on the invoices of open proposals, the company first: kind,
--          record, lacks
-- source:  docs/rules/invoices.md#legal-data

-- A bill-to takes the place of name and address.
with buyers as (
    select proposal.customer_id, bool_and(coalesce(agreed.bill_to, '') <> '') as is_billed_elsewhere
      from accounting_proposal as proposal
      left join agreements_contract_customer as agreed
        on agreed.contract_id = proposal.contract_id
       and agreed.customer_id = proposal.customer_id
     where proposal.company_id = %(company_id)s::bigint
       and proposal.status <> 'posted'
     group by proposal.customer_id
)

select gap.kind, gap.record, array_agg(gap.field order by gap.field) as lacks
  from masterdata_legal_gaps(%(company_id)s::bigint) as gap
  left join buyers on buyers.customer_id = gap.customer_id
 where case when gap.kind = 'company' then exists (select from buyers)
            else buyers.customer_id is not null and not (gap.field = 'address' and buyers.is_billed_elsewhere)
       end
 group by gap.kind, gap.record
 order by gap.kind, gap.record
