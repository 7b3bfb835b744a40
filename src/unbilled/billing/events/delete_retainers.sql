-- event:   delete_retainers
-- returns: retainer_id per retainer removed
-- keeps:   what a customer was asked for stays on record
-- source:  docs/rules/retainers.md#retainers

delete from billing_retainer as retainer
 where retainer.company_id = %(company_id)s
   and retainer.id = any(%(retainer_ids)s::bigint[])
   and retainer.status in ('not_ready', 'ready_to_invoice')
   and not exists (select
                     from billing_proforma as proforma
                     join billing_proforma_detail as detail on detail.proforma_id = proforma.id
                    where proforma.company_id = %(company_id)s
                      and proforma.contract_id = retainer.contract_id
                      and detail.retainer_id = retainer.id)
returning retainer.id as retainer_id
