-- holds:  A posted invoice keeps who sold and who bought: name, address and country of both, as issued.
-- breaks: It is no invoice by law, and paper made later would have to ask records that have changed since.
-- shows:  invoice_id, number, and the party that is not named
select invoice.id as invoice_id, invoice.number, wanted.party
  from ledger_invoice as invoice
 cross join (values ('seller'), ('buyer')) as wanted (party)
  left join ledger_invoice_party as named
    on named.invoice_id = invoice.id
   and named.party = wanted.party
   and named.name <> ''
   and named.address <> ''
   and named.country <> ''
 where named.invoice_id is null
