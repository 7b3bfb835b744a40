-- read:    own_resources
-- returns: per resource that is a person, by name: resource_id, name, role_id
-- source:  docs/rules/acts.md#separation-of-duties

select resource.id as resource_id, resource.name, resource.role_id
  from masterdata_resources_of(%(company_id)s::bigint, %(person_id)s::bigint) as own
  join masterdata_resource as resource on resource.id = own.resource_id
 order by resource.name
