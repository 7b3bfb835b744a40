-- read:    unclaimed_work
-- returns: kind and id of what was asked for and is on none of the proformas
-- source:  docs/rules/billing.md#creating-proformas

select 'work' as kind, asked.id
  from unnest(%(actual_ids)s::bigint[]) as asked (id)
  left join billing_backlog_line as line
    on line.company_id = %(company_id)s
   and line.actual_id = asked.id
 where line.proforma_id is null
    or line.proforma_id <> all(%(proforma_ids)s::bigint[])
union all
select 'milestone', asked.id
  from unnest(%(milestone_ids)s::bigint[]) as asked (id)
  left join billing_milestone as milestone
    on milestone.company_id = %(company_id)s
   and milestone.id = asked.id
 where milestone.proforma_id is null
    or milestone.proforma_id <> all(%(proforma_ids)s::bigint[])
union all
select 'retainer', asked.id
  from unnest(%(retainer_ids)s::bigint[]) as asked (id)
  left join billing_retainer as retainer
    on retainer.company_id = %(company_id)s
   and retainer.id = asked.id
 where retainer.proforma_id is null
    or retainer.proforma_id <> all(%(proforma_ids)s::bigint[])
 order by kind, id
