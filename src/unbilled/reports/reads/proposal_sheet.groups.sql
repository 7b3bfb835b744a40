-- read:    proposal_sheet, its format groups
-- returns: per group of a proposal, in order: group_no, title, is_summary, line_nos, net_amount (invoice currency)
-- source:  docs/rules/proposals.md#format-groups

select line.group_no, min(line.group_title) as title, bool_or(line.group_is_summary) as is_summary,
       array_agg(line.line_no order by line.line_no) as line_nos, sum(line.net_amount) as net_amount
  from accounting_proposal_line as line
 where line.company_id = %(company_id)s::bigint
   and line.proposal_id = %(proposal_id)s::bigint
   and line.group_no is not null
 group by line.group_no
 order by line.group_no
