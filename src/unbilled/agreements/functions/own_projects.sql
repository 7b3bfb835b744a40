-- function: agreements_own_projects
-- returns:  per project of a company that a person manages, or that a line of a contract covers which is the person's
--           own: project_id
-- keeps:    the work on a project is the own of its manager and of the manager of the contract that covers it
-- source:   docs/rules/acts.md#own-contracts
create or replace function agreements_own_projects(person bigint, company bigint)
returns table (project_id bigint)
language sql stable as $$
    select project.id
      from masterdata_project as project
     where project.company_id = company
       and project.manager_id = person
     union
    select line.project_id
      from agreements_contract as contract
      join agreements_contract_line as line on line.contract_id = contract.id
     where contract.company_id = company
       and contract.manager_id = person
       and line.project_id is not null
$$
