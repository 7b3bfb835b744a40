-- read:    state_of_work
-- returns: what people call each record and how it stands, for the sentence of a refusal: kind, id,
--          limit_failed, is_draft (its contract is a draft), is_ready, name
-- source:  docs/rules/billing.md#marking-ready; docs/rules/billing.md#limits

with asked as (
    select actual_id
      from unnest(%(actual_ids)s::bigint[]) as actual_id
),

lines as (
    select asked.actual_id, reversal.id is not null as is_replaced, sale.transaction_date, sale.quantity, sale.transaction_class,
           project.code as project, proforma.number,
           contract.number as contract, coalesce(contract.status = 'draft', false) as is_draft,
           line.limit_reason, line.billing_status, coalesce(line.limit_status in ('failed', 'not_evaluated'), false) as limit_failed
      from asked
      left join billing_backlog_line as line
        on line.actual_id = asked.actual_id
       and line.company_id = %(company_id)s
      left join actuals_actual as sale
        on sale.id = asked.actual_id
       and sale.company_id = %(company_id)s
      left join actuals_actual as reversal
        on reversal.reverses_id = asked.actual_id
       and reversal.proforma_id is null
      left join agreements_contract as contract on contract.id = line.contract_id
      left join masterdata_project as project on project.id = sale.project_id
      left join billing_proforma as proforma on proforma.id = line.proforma_id
)

select 'work' as kind, actual_id as id, limit_failed, is_draft,
       coalesce(billing_status = 'ready_to_invoice', false) as is_ready,
       case when quantity is null then 'a sale that is not there'
            else format('%%s of %%s on %%s (%%s)', trim_scale(quantity) || ' ' || transaction_class,
                        transaction_date, project,
                        case when billing_status is null and is_replaced then 'adjusted, divided or replaced since'
                             when billing_status is null then 'billed already'
                             when limit_failed then coalesce('over a limit: ' || nullif(limit_reason, ''), 'not evaluated against its limits')
                             when number is not null then 'on proforma ' || number
                             when is_draft then 'contract ' || contract || ' is a draft'
                             else replace(billing_status, '_', ' ') end)
        end as name
  from lines
union all
select 'milestone', asked.id, false, coalesce(contract.status = 'draft', false), coalesce(milestone.status = 'ready_to_invoice', false),
       case when milestone.id is null then 'a milestone that is not there'
            else format('%%s of contract %%s (%%s)', milestone.name, contract.number,
                        case when contract.status <> 'confirmed' then 'contract ' || contract.status
                             when proforma.number is not null then 'on proforma ' || proforma.number
                             else replace(milestone.status, '_', ' ') end)
        end
  from unnest(%(milestone_ids)s::bigint[]) as asked (id)
  left join billing_milestone as milestone
    on milestone.id = asked.id
   and milestone.company_id = %(company_id)s
  left join agreements_contract as contract on contract.id = milestone.contract_id
  left join billing_proforma as proforma on proforma.id = milestone.proforma_id
union all
select 'retainer', asked.id, false, coalesce(contract.status = 'draft', false), coalesce(retainer.status = 'ready_to_invoice', false),
       case when retainer.id is null then 'a retainer that is not there'
            else format('%%s of contract %%s (%%s)', retainer.name, contract.number,
                        case when contract.status <> 'confirmed' then 'contract ' || contract.status
                             when proforma.number is not null then 'on proforma ' || proforma.number
                             else replace(retainer.status, '_', ' ') end)
        end
  from unnest(%(retainer_ids)s::bigint[]) as asked (id)
  left join billing_retainer as retainer
    on retainer.id = asked.id
   and retainer.company_id = %(company_id)s
  left join agreements_contract as contract on contract.id = retainer.contract_id
  left join billing_proforma as proforma on proforma.id = retainer.proforma_id
 order by kind, id
