-- event:   add_masters
-- reads:   masterdata_category, masterdata_project, masterdata_resource, masterdata_role
-- writes:  masterdata_category, masterdata_project, masterdata_resource, masterdata_role
-- params:  company_id bigint; resource_names text[]; resource_emails text[]; project_codes text[]; project_names text[]; category_classes text[]; category_names text[]; category_groups text[]; role_names text[]
-- returns: how many were added: resources, projects, categories, roles
-- source:  docs/rules/masters.md#masters-from-files

with added_resources as (
    insert into masterdata_resource (company_id, name, email)
    select %(company_id)s::bigint, named.name, named.email
      from unnest(%(resource_names)s::text[], %(resource_emails)s::text[]) as named (name, email)
     order by named.name
        on conflict do nothing
    returning id
),

added_projects as (
    insert into masterdata_project (company_id, code, name, project_group, stage)
    select %(company_id)s::bigint, named.code, named.name, '', 'open'
      from unnest(%(project_codes)s::text[], %(project_names)s::text[]) as named (code, name)
     order by named.code
        on conflict do nothing
    returning id
),

added_categories as (
    insert into masterdata_category (company_id, transaction_class, name, category_group, billing_type)
    select %(company_id)s::bigint, named.transaction_class, named.name, named.category_group, 'chargeable'
      from unnest(%(category_classes)s::text[], %(category_names)s::text[], %(category_groups)s::text[])
             as named (transaction_class, name, category_group)
     order by named.transaction_class, named.name
        on conflict do nothing
    returning id
),

added_roles as (
    insert into masterdata_role (company_id, name, billing_type)
    select %(company_id)s::bigint, named.name, 'chargeable'
      from unnest(%(role_names)s::text[]) as named (name)
     order by named.name
        on conflict do nothing
    returning id
)

select (select count(*) from added_resources) as resources,
       (select count(*) from added_projects) as projects,
       (select count(*) from added_categories) as categories,
       (select count(*) from added_roles) as roles
