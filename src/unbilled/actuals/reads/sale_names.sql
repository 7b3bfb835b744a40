-- read:    sale_names
-- returns: per actual: id, name, state
-- source:  docs/rules/actuals.md#adjustments

select sale.id, format('%%s %%s on %%s (%%s)', trim_scale(sale.quantity), sale.transaction_class, sale.transaction_date,
                       project.code) as name, sale.billing_type as state
  from actuals_actual as sale
  left join masterdata_project as project on project.id = sale.project_id
 where sale.company_id = %(company_id)s
   and sale.id = any(%(ids)s::bigint[])
