-- event:   render_invoices, the turn of the chain
-- returns: one row, as soon as no other transaction writes links for the company
-- keeps:   what is read next as the end of the chain stays it until this transaction ends
-- source:  docs/rules/documents.md#chain

select pg_advisory_xact_lock(hashtextextended(concat('unbilled chain ', %(company_id)s::bigint), 0))::text as turn
