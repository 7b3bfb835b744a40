-- event:   approve_entries, what is the approver's own
-- returns: entry_id per entry of work of the person, in a company where others approve that
-- source:  docs/rules/acts.md#separation-of-duties

select entry.id as entry_id
  from work_entry as entry
 where entry.company_id = %(company_id)s
   and entry.id = any(%(entry_ids)s::bigint[])
   -- Asked once: where people approve their own work, no entry is looked at.
   and not (select company.approve_own_work from companies_company as company where company.id = %(company_id)s::bigint)
   and entry.resource_id = any(array(select own.resource_id
                                       from masterdata_resources_of(%(company_id)s::bigint, %(person_id)s::bigint) as own))
 order by entry.id
