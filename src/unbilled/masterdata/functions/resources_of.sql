-- function: masterdata_resources_of
-- returns:  the resources of a company that are a person: those of the person's e-mail address; without any, those of the person's name
-- keeps:    whose work something is does not depend on who typed it in
-- source:   docs/rules/acts.md#separation-of-duties
create or replace function masterdata_resources_of(of_company bigint, of_person bigint)
returns table (resource_id bigint)
language sql stable as $$
    with named as (
        select resource.id,
               person.email <> '' and lower(resource.email) = lower(person.email) as is_addressed,
               lower(resource.name) = lower(concat_ws(' ', person.first_name, person.last_name)) as is_called
          from people_person as person
          join masterdata_resource as resource on resource.company_id = of_company
         where person.id = of_person
    )
    select named.id
      from named
     where named.is_addressed
        or named.is_called and not exists (select from named as other where other.is_addressed)
$$
