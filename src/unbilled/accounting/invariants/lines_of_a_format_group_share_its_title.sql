-- holds:  All lines of a format group have its title, and are printed one by one or as one line together.
-- breaks: The paper of the invoice would print a group in pieces, each with a sum of its own.
-- shows:  proposal, place of the group, its titles
select proposal.number as proposal, line.group_no,
       array_agg(distinct line.group_title order by line.group_title) as titles
  from accounting_proposal as proposal
  join accounting_proposal_line as line on line.proposal_id = proposal.id
 where line.group_no is not null
 group by proposal.id, proposal.number, line.group_no
having count(distinct (line.group_title, line.group_is_summary)) > 1
