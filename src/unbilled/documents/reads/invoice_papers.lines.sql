-- read:    invoice_papers, lines
-- returns: per line: its text (of time, who worked and as what), amounts (invoice currency), the rates that tax it,
--          percent, all as issued;
--          by invoice, format group, project, task and date, in the order in which they are printed
-- source:  docs/rules/documents.md#what-is-printed

select invoice_id,
       line_no,
       project_code,
       project_name,
       task_name,
       transaction_date,
       case when transaction_class = 'time'
            then concat_ws(' · ', nullif(resource_name, ''), nullif(role_name, ''), nullif(description, ''))
            else coalesce(nullif(description, ''), category_name)
        end as description,
       quantity,
       unit,
       unit_price,
       whole_quantity,
       net_amount,
       billing_type,
       transaction_class,
       resource_name,
       description as work,
       tax_rates as tax_percents,
       group_no,
       group_title,
       group_is_summary
  from ledger_invoice_line
 where company_id = %(company_id)s
   and invoice_id = any(%(invoice_ids)s::bigint[])
 order by invoice_id, group_no nulls last, nullif(project_code, '') nulls last, nullif(task_name, '') nulls last, task_id,
          transaction_date, line_no
