-- holds:  An unbilled sale is on one proforma at most, and is not open once it is reversed.
-- breaks: The customer is charged twice for the same work.
-- shows:  actual_id, proformas (how many bill it), is_open (it is in the backlog, too)
select detail.actual_id, count(*) as proformas, false as is_open
  from billing_proforma_detail as detail
 where detail.actual_id is not null
   and not detail.is_correction
 group by detail.actual_id
having count(*) > 1
union all
select line.actual_id, 1, true
  from billing_backlog_line as line
  join actuals_actual as reversal on reversal.reverses_id = line.actual_id
