-- event:   post_invoices, the discounts and surcharges on the documents issued
-- returns: nothing
-- keeps:   what is printed is written down; documents without any cost nothing
-- source:  docs/rules/invoices.md#frozen-data; docs/rules/billing.md#discounts-and-surcharges

with bearing as materialized (
    select invoice.id
      from unnest(%(invoice_ids)s::bigint[]) as issued (id)
      join ledger_invoice as invoice on invoice.id = issued.id
     cross join lateral billing_bears_discounts(invoice.proforma_id) as bears
     where bears.is_so
)

insert into ledger_invoice_discount
       (invoice_id, line_no, position, company_id, is_of_document, is_surcharge, text, percent, amount)
select bearing.id, line.line_no, dense_rank() over (partition by bearing.id order by borne.discount_id), %(company_id)s,
       borne.is_of_document, borne.is_surcharge, borne.text, borne.percent, borne.amount
  from bearing
  join ledger_invoice_line as line on line.invoice_id = bearing.id
 -- Line by line: joined at once, sales would be met with sales where statistics know none.
 cross join lateral (
          select own.discount_id, own.is_of_document, own.is_surcharge, own.text, own.percent, own.amount
            from billing_borne(line.actual_id) as own
          offset 0
      ) as borne
 order by bearing.id, line.line_no, borne.discount_id
