-- event:   delete_drafts
-- moves:   billing_backlog_line customer_invoice_created -> ready_to_invoice;
--          billing_milestone customer_invoice_created -> ready_to_invoice;
--          billing_retainer customer_invoice_created -> ready_to_invoice
-- returns: per draft deleted, by number: proforma_id, number, detail_count, released_count (sales and milestones that
--          wait again; none of a correction)
-- keeps:   what a draft held waits as it did before, marked by whoever marked it
-- source:  docs/rules/billing.md#discarding

with picked as materialized (
    select id, number
      from billing_proforma
     where company_id = %(company_id)s
       and id = any(%(proforma_ids)s::bigint[])
       and status = 'draft'
),

deleted_details as (
    delete from billing_proforma_detail as detail
     using picked
     where detail.proforma_id = picked.id
    returning detail.proforma_id, detail.actual_id, detail.milestone_id, detail.retainer_id, detail.retainer_use,
              detail.transaction_amount, detail.is_correction
),

released_lines as (
    update billing_backlog_line as line
       set act_id = %(act_id)s,
           billing_status = 'ready_to_invoice',
           proforma_id = null
      from deleted_details as detail
     where line.actual_id = detail.actual_id
       and not detail.is_correction
),

released_milestones as (
    update billing_milestone as milestone
       set act_id = %(act_id)s,
           status = 'ready_to_invoice',
           proforma_id = null
      from deleted_details as detail
     where milestone.id = detail.milestone_id
       and not detail.is_correction
),

released_retainers as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           status = 'ready_to_invoice',
           proforma_id = null
      from deleted_details as detail
     where retainer.id = detail.retainer_id
       and detail.retainer_use = 'invoiced'
       and not detail.is_correction
),

-- What was to be applied or refunded is available again; a retainer may be on several of the drafts.
restored_retainers as (
    update billing_retainer as retainer
       set act_id = %(act_id)s,
           drafted_amount = retainer.drafted_amount + taken.transaction_amount
      from (select retainer_id, sum(transaction_amount) as transaction_amount
              from deleted_details as detail
             where retainer_use in ('applied', 'refunded')
               and not is_correction
             group by retainer_id) as taken
     where retainer.id = taken.retainer_id
),

deleted_lines as (
    delete from billing_proforma_line as line
     using picked
     where line.proforma_id = picked.id
),

deleted as (
    delete from billing_proforma as proforma
     using picked
     where proforma.id = picked.id
    returning proforma.id, proforma.number
)

select deleted.id as proforma_id, deleted.number, count(detail.proforma_id) as detail_count,
       count(detail.proforma_id) filter (where not detail.is_correction) as released_count
  from deleted
  left join deleted_details as detail on detail.proforma_id = deleted.id
 group by deleted.id, deleted.number
 order by deleted.number, deleted.id
