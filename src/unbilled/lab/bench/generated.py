"""Generated work for the bench: contracts of four lines each, time entries in scattered order.

This is a loader of test data for a database of its own, not a window of the house: it writes masters
and submitted entries with plain SQL, so that the bench measures the process and nothing else.
"""

from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from unbilled.companies.kinds import know_currencies
from unbilled.foundation.acts import Act
from unbilled.people import models as people
from unbilled.process.events.open_company import open_company

FIRST_DAY = date(2026, 1, 1)
LINES_OF_A_CONTRACT = 4
ROLES = 10
# A person for so many contracts, and not less than fifty.
CONTRACTS_OF_A_RESOURCE = 20
FEWEST_RESOURCES = 50

MASTERS = """
with role as (
    insert into masterdata_role (company_id, name, billing_type, act_id)
    select %(company_id)s, 'Role ' || number, 'chargeable', %(act_id)s from generate_series(1, %(roles)s) as number
    returning id
), ranked as (
    select id, row_number() over (order by id) - 1 as rank from role
)
insert into masterdata_resource (company_id, name, email, role_id, act_id)
select %(company_id)s, 'Resource ' || number, '', ranked.id, %(act_id)s
  from generate_series(1, %(resources)s) as number
  join ranked on ranked.rank = number %% %(roles)s;

with list as (
    insert into agreements_price_list
           (company_id, name, context, currency_id, valid_from, is_default, act_id)
    select %(company_id)s, context || ' ' || currency, context, currency, %(first_day)s, true, %(act_id)s
      from (values ('cost', 'EUR'), ('sales', 'EUR'), ('sales', 'GBP')) as wanted (context, currency)
    returning id, context
)
insert into agreements_role_price (price_list_id, role_id, unit_price, act_id)
select list.id, role.id, case list.context when 'cost' then 55.40 else 123.45 end + role.id %% 7, %(act_id)s
  from list
 cross join masterdata_role as role
 where role.company_id = %(company_id)s;

insert into companies_exchange_rate (company_id, from_currency_id, to_currency_id, valid_from, rate, act_id)
select %(company_id)s, 'GBP', 'EUR', day::date, 1.15 + (extract(day from day) / 1000)::numeric(6, 4), %(act_id)s
  from generate_series(%(first_day)s::date, %(first_day)s::date + 364, interval '7 days') as day;

with code as (
    insert into tax_tax_code (company_id, code, name, category, legal_text, act_id)
    values (%(company_id)s, 'VAT20', 'VAT 20 %%', 'S', '', %(act_id)s)
    returning id
), rate as (
    insert into tax_tax_rate (tax_code_id, valid_from, rate_percent, act_id)
    select id, date '2020-01-01', 20, %(act_id)s from code
), grouped as (
    insert into tax_tax_group (company_id, code, act_id) values (%(company_id)s, 'BENCH', %(act_id)s) returning id
), items as (
    insert into tax_item_tax_group (company_id, code, act_id) values (%(company_id)s, 'BENCH', %(act_id)s) returning id
), grouped_codes as (
    insert into tax_tax_group_code (tax_group_id, tax_code_id) select grouped.id, code.id from grouped, code
), item_codes as (
    insert into tax_item_tax_group_code (item_tax_group_id, tax_code_id)
    select items.id, code.id from items, code
)
update tax_parameters set default_item_tax_group_id = items.id from items
 where tax_parameters.company_id = %(company_id)s;

with customer as (
    insert into masterdata_customer
           (company_id, account, name, address, country, vat_id, electronic_address, electronic_scheme,
            buyer_reference, language, customer_group, on_hold, wants_nil_invoices, tax_group_id, act_id)
    select %(company_id)s, 'C' || number, 'Customer ' || number, number || ' Market Street', 'GB', '', '', '', '',
           'en', '', false, false, tax_group.id, %(act_id)s
      from generate_series(1, %(contracts)s) as number
      join tax_tax_group as tax_group on tax_group.company_id = %(company_id)s and tax_group.code = 'BENCH'
    returning id, account
), contract as (
    insert into agreements_contract (company_id, number, name, status, currency_id, customer_reference, act_id)
    select %(company_id)s, 'K' || number, 'Contract ' || number, 'draft',
           case number %% 4 when 0 then 'GBP' else 'EUR' end, '', %(act_id)s
      from generate_series(1, %(contracts)s) as number
    returning id, number
), paired as (
    insert into agreements_contract_customer
           (contract_id, customer_id, split_percent, is_primary, is_rounding, bill_to)
    select contract.id, customer.id, 100, true, true, ''
      from contract
      join customer on customer.account = 'C' || substr(contract.number, 2)
    returning contract_id, customer_id
), project as (
    insert into masterdata_project (company_id, code, name, project_group, stage, act_id)
    select %(company_id)s, 'P' || number || '-' || line_no, 'Project', '', 'open', %(act_id)s
      from generate_series(1, %(contracts)s) as number
     cross join generate_series(1, %(lines)s) as line_no
    returning id, code
), line as (
    insert into agreements_contract_line
           (company_id, contract_id, line_no, name, billing_method, project_id, include_time, include_expense,
            include_material, include_fee, covers_all_tasks, contracted_amount, act_id)
    select %(company_id)s, contract.id, line_no, 'Line ' || line_no, 'time_and_material', project.id,
           true, true, true, true, true, 0, %(act_id)s
      from contract
     cross join generate_series(1, %(lines)s) as line_no
      join project on project.code = 'P' || substr(contract.number, 2) || '-' || line_no
    returning id, contract_id
)
insert into agreements_line_customer (contract_line_id, customer_id, split_percent, is_rounding)
select line.id, paired.customer_id, 100, true
  from line
  join paired using (contract_id);

insert into masterdata_task (company_id, project_id, name, act_id)
select project.company_id, project.id, 'Task ' || number, %(act_id)s
  from masterdata_project as project
 cross join generate_series(1, %(tasks)s) as number
 where project.company_id = %(company_id)s;

insert into masterdata_category (company_id, name, transaction_class, category_group, billing_type, act_id)
values (%(company_id)s, 'Travel', 'expense', '', 'chargeable', %(act_id)s);

update agreements_contract set status = 'confirmed' where company_id = %(company_id)s
"""

SHARED_AND_SCHEDULED = """
insert into masterdata_write_off_reason (company_id, code, name, act_id)
select %(company_id)s, 'GOODWILL', 'Goodwill', max(id) from people_act;

update tax_parameters
   set milestone_item_tax_group_id = default_item_tax_group_id
 where company_id = %(company_id)s;

with other as (
    insert into masterdata_customer
           (company_id, account, name, address, country, vat_id, electronic_address, electronic_scheme,
            buyer_reference, language, customer_group, on_hold, wants_nil_invoices, tax_group_id, act_id)
    select company_id, 'OTHER', 'Other', address, country, vat_id, '', '', '', language, '', false, false,
           tax_group_id, act_id
      from masterdata_customer
     where company_id = %(company_id)s
       and account = 'C1'
    returning id
), lowered as (
    update agreements_contract_customer as known
       set split_percent = 60
      from agreements_contract as contract
     where contract.id = known.contract_id
       and contract.company_id = %(company_id)s
)
insert into agreements_contract_customer (contract_id, customer_id, split_percent, is_primary, is_rounding, bill_to)
select contract.id, other.id, 40, false, false, ''
  from agreements_contract as contract
 cross join other
 where contract.company_id = %(company_id)s;
"""

LIMITED = """
with worth as (
    select contract_id, sum(transaction_amount) as amount
      from billing_backlog_line
     where company_id = %(company_id)s
     group by contract_id
)
update agreements_contract as contract
   set limit_amount = round(worth.amount * %(quarters)s::integer / 4, 2)
  from worth
 where contract.id = worth.contract_id;

update agreements_contract_line as line
   set limit_amount = round(contract.limit_amount / 2, 2)
  from agreements_contract as contract
 where contract.id = line.contract_id
   and line.company_id = %(company_id)s
"""

SCHEDULED = """
update agreements_contract_line as line
   set schedule = 'monthly on 31', billing_start = %(on)s::date - 30, billing_through = %(on)s::date
 where line.company_id = %(company_id)s
   and line.line_no <= %(lines_scheduled)s;

with ranked as (
    select id, row_number() over (order by id) as rank from agreements_contract where company_id = %(company_id)s
)
insert into agreements_invoice_schedule_row
       (company_id, contract_line_id, run_date, cutoff_date, status, problem, act_id)
select line.company_id, line.id, day.run_date, day.run_date, 'not_run', '', line.act_id
  from agreements_contract_line as line
  join ranked on ranked.id = line.contract_id
 cross join lateral (
       select case when ranked.rank <= %(due)s then %(on)s::date else %(on)s::date + 31 end as run_date
       ) as day
 where line.company_id = %(company_id)s
   and line.schedule <> ''
 order by line.id
"""

ENTRIES = """
with project as (
    select id, row_number() over (order by id) - 1 as rank
      from masterdata_project where company_id = %(company_id)s
), resource as (
    select id, role_id, row_number() over (order by id) - 1 as rank, count(*) over () as resource_count
      from masterdata_resource where company_id = %(company_id)s
), task as (
    select task.id, task.project_id, row_number() over (partition by task.project_id order by task.id) - 1 as rank,
           count(*) over (partition by task.project_id) as task_count
      from masterdata_task as task
      join project on project.id = task.project_id
)
insert into work_entry
       (company_id, transaction_class, transaction_date, project_id, task_id, role_id, resource_id, quantity, unit,
        description, internal_note, external_reference, status, entered_act_id, act_id)
select %(company_id)s, 'time', %(first_day)s::date + %(day)s + (number %% %(days)s)::integer, project.id, task.id,
       resource.role_id, resource.id, 0.25 + number %% 30 * 0.25, 'hour', 'Work on item ' || number, '',
       %(reference)s || number, 'draft', act.id, act.id
  from generate_series(1, %(entries)s) as number
  join project on project.rank = %(first_contract)s * %(lines)s + number %% (%(contracts)s * %(lines)s)
  cross join (select max(id) as id from people_act) as act
  join resource on resource.rank = number %% resource.resource_count
  left join task on task.project_id = project.id and task.rank = number / 7 %% task.task_count
 order by number::bigint * 7919 %% %(entries)s
"""


def company(*, contracts: int, tasks: int = 0, resources: int = 0, code: str = "BENCH") -> tuple[int, int]:
    """Open a company with so many contracts of four lines each, so many tasks a project and so many people.

    Returns:
        Identity of the company, and of the person who works in it.
    """
    person = people.Person.objects.create(username=code.lower(), is_superuser=True)
    act = Act(company_id=0, person_id=person.pk, on=FIRST_DAY, at=timezone.now())
    company_id = open_company(
        act,
        code=code,
        name="Bench",
        accounting_currency="EUR",
        first_fiscal_year=FIRST_DAY.year,
        years=2,
        details={
            "daily_limit_minutes": None,
            "address": "1 Bench Street",
            "country": "IE",
            "vat_id": "IE1234567FA",
        },
    )
    know_currencies(["GBP"])
    opened = people.Act.objects.latest("id")
    for text in MASTERS.split(";\n"):
        _execute(
            text,
            company_id=company_id,
            contracts=contracts,
            tasks=tasks,
            act_id=opened.pk,
            resources=resources or max(FEWEST_RESOURCES, contracts // CONTRACTS_OF_A_RESOURCE),
        )
    return company_id, person.pk


def shared_and_scheduled(*, company_id: int, on: date) -> None:
    """Give each contract a second customer, whose share no line has yet, and half of its lines a schedule."""
    for text in SHARED_AND_SCHEDULED.strip().rstrip(";").split(";\n"):
        _execute(text, company_id=company_id)
    scheduled(company_id=company_id, on=on, lines=LINES_OF_A_CONTRACT // 2)


def limited(*, company_id: int, quarters: int | None) -> None:
    """Limit contracts to so many quarters of what is open of them, and each line to half of that; None: no limit."""
    for text in LIMITED.split(";\n"):
        _execute(text, company_id=company_id, quarters=quarters)


def scheduled(*, company_id: int, on: date, lines: int = LINES_OF_A_CONTRACT, due: int | None = None) -> None:
    """Schedule so many lines of each contract, of the first contracts on a day, of the others a month later.

    Args:
        company_id: The company.
        on: The day, on which its work is cut off as well.
        lines: Lines of each contract.
        due: How many contracts are due on the day; None: all.
    """
    for text in SCHEDULED.split(";\n"):
        _execute(
            text, company_id=company_id, on=on, lines_scheduled=lines, due=1 << 31 if due is None else due
        )


def draft_entries(
    *,
    company_id: int,
    reference: str,
    entries: int,
    first: int,
    contracts: int,
    days: range = range(360),
) -> list[int]:
    """Enter time on so many contracts from the one numbered ``first``, spread over days of the year.

    Returns:
        The entries' identities.
    """
    _execute(
        ENTRIES, company_id=company_id, reference=reference, entries=entries, first_contract=first,
        contracts=contracts, day=days.start, days=len(days),
    )  # fmt: skip
    return _drafts(
        "select id from work_entry where status = 'draft' and company_id = %s order by id", company_id
    )


def submitted_entries(
    *, company_id: int, reference: str, entries: int, first: int, contracts: int, analyzed: bool = True
) -> list[int]:
    """Enter and submit time as ``draft_entries`` enters it.

    Returns:
        The entries' identities; with ``analyzed`` the planner knows of them.
    """
    draft_entries(
        company_id=company_id, reference=reference, entries=entries, first=first, contracts=contracts
    )
    entry_ids = _drafts(
        "update work_entry set status = 'submitted' where status = 'draft' and company_id = %s returning id",
        company_id,
    )
    if analyzed:
        analyze()
    return entry_ids


def _drafts(query: str, company_id: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, [company_id])
        return [row[0] for row in cursor.fetchall()]


def analyze() -> None:
    """Let the planner know what the tables hold."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


def _execute(text: str, **params: Any) -> None:
    common: dict[str, Any] = {
        "first_day": FIRST_DAY,
        "lines": LINES_OF_A_CONTRACT,
        "roles": ROLES,
    }
    with connection.cursor() as cursor:
        cursor.execute(text, common | params)
