-- read:    tables, its approvals
-- reads:   people_person, work_approval, work_entry
-- params:  company_id bigint
-- returns: one row per act of approving or rejecting

select approval.id as key,
       approval.decision,
       approval.decided_on as date,
       person.username as "by",
       approval.comment,
       (select count(*) from work_entry as entry where entry.approval_id = approval.id) as entries
  from work_approval as approval
  join people_person as person on person.id = approval.decided_by_id
 where approval.company_id = %(company_id)s
 order by approval.id
