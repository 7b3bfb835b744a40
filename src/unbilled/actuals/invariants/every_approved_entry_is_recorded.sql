-- holds:  An approved entry is recorded once: at cost for its whole quantity, a fee as a sale; no other entry is.
-- breaks: Work is missing from cost and invoices, or counts twice.
-- shows:  entry_id, status, quantity of the entry, recorded_quantity at cost (of a fee: of sales)
with recorded as (
    select entry_id, transaction_type, sum(quantity) as quantity
      from actuals_actual
     where entry_id is not null
       and (transaction_type = 'cost' or transaction_type = 'unbilled_sales' and transaction_class = 'fee')
       and proforma_id is null
     group by entry_id, transaction_type
    -- What was taken back is in its sum twice, also where the entry is of another class since.
    having sum(quantity) <> 0
)

select entry.id as entry_id, entry.status, entry.quantity, coalesce(recorded.quantity, 0) as recorded_quantity
  from work_entry as entry
  left join recorded on recorded.entry_id = entry.id
 where coalesce(recorded.quantity, 0)
       <> case when entry.status <> 'approved' then 0
               when entry.transaction_class = 'fee' then greatest(entry.quantity, entry.billable_quantity)
               else entry.quantity
          end
 order by entry.id
