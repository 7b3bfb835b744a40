-- event:   add_masters
-- returns: how many were added: resources, projects, categories, roles
-- source:  docs/rules/masters.md#masters-from-files

with added_resources as (
    insert into masterdata_resource (company_id, name, email, act_id)
    select %(company_id)s::bigint, named.name, named.email, %(act_id)s
      from unnest(%(resource_names)s::text[], %(resource_emails)s::text[]) as named (name, email)
     order by named.name
        on conflict do nothing
    returning id
),

added_projects as (
    insert into masterdata_project (company_id, code, name, project_group, client, stage, act_id)
    select %(company_id)s::bigint, named.code, named.name, '', named.client, 'open', %(act_id)s
      from unnest(%(project_codes)s::text[], %(project_names)s::text[], %(project_clients)s::text[])
             as named (code, name, client)
     order by named.code
        on conflict do nothing
    returning id
),

added_categories as (
    insert into masterdata_category (company_id, transaction_class, name, category_group, billing_type, act_id)
    select %(company_id)s::bigint, named.transaction_class, named.name, named.category_group, 'chargeable',
           %(act_id)s
      from unnest(%(category_classes)s::text[], %(category_names)s::text[], %(category_groups)s::text[])
             as named (transaction_class, name, category_group)
     order by named.transaction_class, named.name
        on conflict do nothing
    returning id
),

added_roles as (
    insert into masterdata_role (company_id, name, billing_type, act_id)
    select %(company_id)s::bigint, named.name, 'chargeable', %(act_id)s
      from unnest(%(role_names)s::text[]) as named (name)
     order by named.name
        on conflict do nothing
    returning id
)

select (select count(*) from added_resources) as resources,
       (select count(*) from added_projects) as projects,
       (select count(*) from added_categories) as categories,
       (select count(*) from added_roles) as roles
