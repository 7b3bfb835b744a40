-- read:    tables, its approvals
-- returns: one row per act of approving or rejecting

select approval.id as key,
       approval.decision,
       approval.decided_on as date,
       person.username as "by",
       approval.comment,
       (select count(*) from work_entry as entry where entry.approval_id = approval.id) as entries
  from work_approval as approval
  join people_act as act on act.id = approval.act_id
  join people_person as person on person.id = act.person_id
 where approval.company_id = %(company_id)s
 order by approval.id
