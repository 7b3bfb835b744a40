-- function: accounting_left_of_retainer
-- returns:  one row: what a retainer, by the billed sale that invoiced it, has left in the books in transaction, accounting and reporting currency; null amounts where its invoice is not posted; is_posted (all that was deducted of it is posted, too)
-- keeps:    what was deducted, given back and expired is not there any more
-- source:   docs/rules/retainers.md#in-the-books; docs/rules/retainers.md#expiry
create or replace function accounting_left_of_retainer(of_sale bigint)
returns table (net_amount numeric, accounting_amount numeric, reporting_amount numeric, is_posted boolean)
language sql stable as $$
    select sum(part.net_amount), sum(part.accounting_amount), sum(part.reporting_amount), bool_and(part.is_posted)
      from (select posted.transaction_amount as net_amount, posted.accounting_amount, posted.reporting_amount,
                   posted.actual_id is not null as is_posted
              from (select of_sale as actual_id
                     union all
                    select taken.id
                      from billing_proforma_detail as detail
                      join actuals_actual as taken
                        on taken.proforma_id = detail.proforma_id
                       and taken.proforma_line_no = detail.line_no
                       and taken.transaction_type = 'billed_sales'
                     where detail.retainer_sale_id = of_sale) as sale
              left join ledger_project_transaction as posted on posted.actual_id = sale.actual_id
             union all
            select -expiry.transaction_amount, -expiry.accounting_amount, -expiry.reporting_amount, true
              from billing_proforma_detail as invoiced
              join actuals_actual as sale
                on sale.proforma_id = invoiced.proforma_id
               and sale.proforma_line_no = invoiced.line_no
              join accounting_retainer_expiry as expiry on expiry.retainer_id = invoiced.retainer_id
             where sale.id = of_sale) as part
$$
