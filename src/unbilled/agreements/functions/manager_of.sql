-- function: agreements_manager_of
-- returns:  one row: who manages a contract, else the project, else a contract that covers the project; empty where
--           nobody does
-- keeps:    whoever is refused another's record is told whose it is
-- source:   docs/rules/acts.md#own-contracts
create or replace function agreements_manager_of(of_contract bigint, of_project bigint)
returns table (manager text)
language sql stable as $$
    select coalesce((select person.username
                       from agreements_contract as contract
                       join people_person as person on person.id = contract.manager_id
                      where contract.id = of_contract),
                    (select person.username
                       from masterdata_project as project
                       join people_person as person on person.id = project.manager_id
                      where project.id = of_project),
                    (select min(person.username)
                       from agreements_contract_line as line
                       join agreements_contract as contract on contract.id = line.contract_id
                       join people_person as person on person.id = contract.manager_id
                      where line.project_id = of_project),
                    '')
$$
