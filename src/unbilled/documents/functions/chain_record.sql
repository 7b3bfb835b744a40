-- function: documents_chain_record
-- returns:  one row: what a posted document and its files say, as the JSON text that its link of the chain holds in a version; empty where there is no such document
-- keeps:    the text is the same as long as no row and no file of the document has changed; versions 1 and 2 are never changed, for links hold them
-- source:   docs/rules/documents.md#chain
create or replace function documents_chain_record(of_invoice bigint, of_version integer, kept_by bigint)
returns table (record text)
language sql stable as $$
    select (jsonb_build_object(
               'version', of_version,
               'number', invoice.number,
               'document_class', invoice.document_class,
               'invoice_date', invoice.invoice_date,
               'due_date', invoice.due_date,
               'accounting_date', invoice.accounting_date,
               'currency', invoice.transaction_currency,
               'net', trim_scale(invoice.net_amount)::text,
               'tax', trim_scale(invoice.tax_amount)::text,
               'gross', trim_scale(invoice.gross_amount)::text,
               'accounting', jsonb_build_array(
                   invoice.accounting_currency, trim_scale(invoice.exchange_rate)::text,
                   trim_scale(invoice.accounting_net_amount)::text, trim_scale(invoice.accounting_tax_amount)::text,
                   trim_scale(invoice.accounting_gross_amount)::text),
               'texts', jsonb_build_array(
                   invoice.contract_number, invoice.contract_name, invoice.proforma_number, invoice.terms_text,
                   invoice.original_number, invoice.original_date, invoice.reason, invoice.language, invoice.locale,
                   invoice.layout, invoice.page_size),
               'payment', jsonb_build_array(
                   invoice.einvoice_format, invoice.payment_means, invoice.mandate, invoice.creditor_id,
                   invoice.debited_account),
               'parties', (
                   select jsonb_object_agg(
                              party.party,
                              jsonb_build_object(
                                  'name', party.name,
                                  'address', party.address,
                                  'country', party.country,
                                  'vat_id', party.vat_id,
                                  'account', party.account,
                                  'more', jsonb_build_array(
                                      party.registration, party.contact, party.electronic_address,
                                      party.electronic_scheme, party.customer_reference, party.buyer_reference,
                                      party.bank_name, party.iban, party.bic, party.post_code, party.city,
                                      party.tax_number, party.legal_id, party.legal_scheme, party.contact_name,
                                      party.contact_phone, party.contact_email)))
                     from ledger_invoice_party as party
                    where party.invoice_id = invoice.id),
               'taxes', (
                   select coalesce(
                              jsonb_agg(jsonb_build_array(rate.code, rate.category, rate.exemption_code, rate.percent,
                                                          rate.base, rate.tax)
                                        order by rate.code, rate.category, rate.exemption_code, rate.percent),
                              '[]')
                     from (select charged.code, charged.category, charged.exemption_code,
                                  trim_scale(charged.rate_percent)::text as percent,
                                  trim_scale(sum(charged.base_amount))::text as base,
                                  trim_scale(sum(charged.tax_amount))::text as tax
                             from ledger_tax_transaction as charged
                            where charged.invoice_id = invoice.id
                            group by charged.code, charged.category, charged.exemption_code, charged.rate_percent) as rate),
               'lines', (
                   select jsonb_build_array(
                              count(*),
                              encode(sha256(convert_to(
                                  string_agg(
                                      jsonb_build_array(
                                          line.line_no, line.transaction_class, line.transaction_date,
                                          line.project_code, line.project_name, line.task_name, line.resource_name,
                                          line.role_name, line.category_name, line.description, line.billing_type,
                                          trim_scale(line.quantity)::text, line.unit,
                                          trim_scale(line.unit_price)::text, trim_scale(line.whole_quantity)::text,
                                          trim_scale(line.net_amount)::text, trim_scale(line.tax_amount)::text,
                                          line.tax_codes, line.tax_names, line.tax_categories, line.tax_rates,
                                          line.tax_legal_texts, line.group_no, line.group_title,
                                          line.group_is_summary)::text,
                                      E'\n' order by line.line_no),
                                  'UTF8')), 'hex'))
                     from ledger_invoice_line as line
                    where line.invoice_id = invoice.id),
               'attachments', (
                   select coalesce(jsonb_agg(jsonb_build_array(attachment.name, attachment.sha256)
                                             order by attachment.place), '[]')
                     from documents_attachment as attachment
                    where attachment.invoice_id = invoice.id),
               'files', (
                   select coalesce(jsonb_object_agg(file.document_format, file.sha256), '{}')
                     from documents_document as file
                    where file.invoice_id = invoice.id))
           -- From version 2 on it says the rest: advances as they were told, and every column that names or counts.
           || case when of_version < 2 then '{}'::jsonb else jsonb_build_object(
               'kept_by', kept_by,
               'issued', jsonb_build_array(
                   invoice.series, invoice.fiscal_year, invoice.sequence_number, invoice.customer_id,
                   invoice.contract_id, invoice.proforma_id, invoice.proposal_id, invoice.voucher_id,
                   invoice.corrects_id, invoice.currency_digits, invoice.accounting_digits,
                   invoice.carries_timesheet, invoice.discount_days, trim_scale(invoice.discount_percent)::text,
                   invoice.act_id),
               'retainers', (
                   select coalesce(
                              jsonb_agg(
                                  jsonb_build_object(
                                      'name', retainer.name,
                                      'opening', trim_scale(retainer.opening_amount)::text,
                                      'invoiced', trim_scale(retainer.invoiced_amount)::text,
                                      'used', trim_scale(retainer.used_amount)::text,
                                      'expired', trim_scale(retainer.expired_amount)::text,
                                      'closing', trim_scale(retainer.closing_amount)::text,
                                      'hours', jsonb_build_array(
                                          trim_scale(retainer.opening_hours)::text,
                                          trim_scale(retainer.invoiced_hours)::text,
                                          trim_scale(retainer.used_hours)::text,
                                          trim_scale(retainer.expired_hours)::text,
                                          trim_scale(retainer.closing_hours)::text),
                                      'more', jsonb_build_array(
                                          retainer.position, retainer.retainer_id, retainer.company_id))
                                  order by retainer.position),
                              '[]')
                     from ledger_invoice_retainer as retainer
                    where retainer.invoice_id = invoice.id),
               'discounts', (
                   select coalesce(
                              jsonb_agg(
                                  jsonb_build_array(
                                      borne.line_no, borne.position, borne.is_of_document, borne.is_surcharge,
                                      borne.text, trim_scale(borne.percent)::text, trim_scale(borne.amount)::text,
                                      borne.company_id)
                                  order by borne.line_no, borne.position),
                              '[]')
                     from ledger_invoice_discount as borne
                    where borne.invoice_id = invoice.id),
               'tax_rows', (
                   select encode(sha256(convert_to(
                              coalesce(string_agg(
                                  jsonb_build_array(
                                      charged.id, charged.company_id, charged.voucher_id, charged.tax_code_id,
                                      charged.code, charged.name, charged.category, charged.legal_text,
                                      charged.exemption_code, trim_scale(charged.rate_percent)::text,
                                      charged.line_no, charged.accounting_date,
                                      trim_scale(charged.base_amount)::text, trim_scale(charged.tax_amount)::text,
                                      charged.transaction_currency,
                                      trim_scale(charged.accounting_base_amount)::text,
                                      trim_scale(charged.accounting_tax_amount)::text)::text,
                                  E'\n' order by charged.id), ''),
                              'UTF8')), 'hex')
                     from ledger_tax_transaction as charged
                    where charged.invoice_id = invoice.id),
               'line_references', (
                   select encode(sha256(convert_to(
                              coalesce(string_agg(
                                  jsonb_build_array(
                                      line.line_no, line.company_id, line.actual_id, line.project_id, line.task_id,
                                      line.tax_group_id, line.item_tax_group_id)::text,
                                  E'\n' order by line.line_no), ''),
                              'UTF8')), 'hex')
                     from ledger_invoice_line as line
                    where line.invoice_id = invoice.id),
               'companies', (
                   select coalesce(jsonb_agg(distinct party.company_id), '[]')
                     from ledger_invoice_party as party
                    where party.invoice_id = invoice.id),
               'stationery', (
                   select coalesce(
                              jsonb_agg(
                                  jsonb_build_array(
                                      chosen.id, chosen.company_id, chosen.stationery_kind, chosen.name,
                                      chosen.media_type, encode(sha256(chosen.content), 'hex'), chosen.act_id)
                                  order by chosen.id),
                              '[]')
                     from documents_stationery as chosen
                    where chosen.id in (invoice.layout_id, invoice.logo_id)),
               'chosen', jsonb_build_array(invoice.layout_id, invoice.logo_id),
               'received', (
                   select coalesce(
                              jsonb_agg(jsonb_build_array(attachment.place, attachment.media_type, attachment.act_id)
                                        order by attachment.place),
                              '[]')
                     from documents_attachment as attachment
                    where attachment.invoice_id = invoice.id),
               'made', (
                   select coalesce(
                              jsonb_agg(
                                  jsonb_build_array(
                                      file.document_format, file.company_id, file.renderer, file.einvoice_format,
                                      file.rules, file.findings, file.is_linked, file.act_id)
                                  order by file.document_format),
                              '[]')
                     from documents_document as file
                    where file.invoice_id = invoice.id)) end)::text
      from ledger_invoice as invoice
     where invoice.id = of_invoice
$$
