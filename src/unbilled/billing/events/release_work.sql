-- event:   release_work
-- moves:   billing_backlog_line customer_invoice_created -> ready_to_invoice;
--          billing_milestone customer_invoice_created -> ready_to_invoice;
--          billing_retainer customer_invoice_created -> ready_to_invoice
-- returns: per draft that lists some of it: proforma_id, line_nos (taken off), released_count (those of them that wait again;
--          none of a correction, and nothing that was written by hand), entry_ids (of what was written by hand)
-- keeps:   what is taken off waits as it did before, marked by whoever marked it
-- source:  docs/rules/billing.md#taking-lines-off; docs/rules/billing.md#discarding

with removed as (
    delete from billing_proforma_detail as detail
     using billing_proforma as proforma
     where proforma.company_id = %(company_id)s
       and proforma.id = any(%(proforma_ids)s::bigint[])
       and proforma.status = 'draft'
       and detail.proforma_id = proforma.id
       and (%(line_nos)s::integer[] is null or detail.line_no = any(%(line_nos)s::integer[]))
    returning detail.proforma_id, detail.line_no, detail.actual_id, detail.milestone_id, detail.retainer_id,
              detail.entry_id,
              detail.retainer_use, detail.quantity, detail.unit, detail.transaction_amount, detail.is_correction
),

released_lines as (
    update billing_backlog_line as line
       set act_id = %(act_id)s,
           billing_status = 'ready_to_invoice',
           proforma_id = null
      from removed
     where line.actual_id = removed.actual_id
       and not removed.is_correction
),

released_milestones as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           status = 'ready_to_invoice',
           proforma_id = null
      from removed
     where milestone.id = removed.milestone_id
       and not removed.is_correction
),

released_retainers as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           status = 'ready_to_invoice',
           proforma_id = null
      from removed
     where retainer.id = removed.retainer_id
       and removed.retainer_use = 'invoiced'
       and not removed.is_correction
),

-- What was to be applied or refunded is available again; a retainer may be on several of the drafts.
restored_retainers as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           drafted_amount = retainer.drafted_amount + taken.transaction_amount,
           drafted_hours = retainer.drafted_hours - taken.hours
      from (select retainer_id, sum(transaction_amount) as transaction_amount,
                   coalesce(sum(quantity) filter (where unit = 'hour'), 0) as hours
              from removed
             where retainer_use in ('applied', 'refunded')
               and not is_correction
             group by retainer_id) as taken
     where retainer.id = taken.retainer_id
)

select proforma_id, array_agg(line_no order by line_no) as line_nos,
       count(*) filter (where not is_correction and entry_id is null) as released_count,
       coalesce(array_agg(entry_id order by entry_id) filter (where entry_id is not null), '{}') as entry_ids
  from removed
 group by proforma_id
 order by proforma_id
