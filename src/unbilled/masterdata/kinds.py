"""The kinds of records of whom and what the business works with, and how others name them."""

from collections.abc import Sequence

from unbilled.companies.kinds import CURRENCIES, DIMENSIONS, TERMS_OF_PAYMENT
from unbilled.companies.rules import (
    EINVOICE_FORMATS,
    is_a_country,
    is_a_language,
    is_a_vat_id,
    is_an_account_number,
)
from unbilled.foundation.masters import Kind, Lookup, is_a_code
from unbilled.masterdata.models import (
    Category,
    Customer,
    OrgUnit,
    Project,
    Resource,
    Role,
    Task,
    WriteOffReason,
)
from unbilled.masterdata.records import (
    NewCategory,
    NewCustomer,
    NewOrgUnit,
    NewProject,
    NewResource,
    NewRole,
    NewTask,
    NewWriteOffReason,
)
from unbilled.people.kinds import PEOPLE
from unbilled.tax.kinds import ITEM_TAX_GROUPS, TAX_GROUPS

CLASSES = ("time", "expense", "material", "fee")

CUSTOMERS = Lookup("customer", Customer, "account")
PROJECTS = Lookup("project", Project, "code")
TASKS = Lookup("task", Task, "project__code/name")
ROLES = Lookup("role", Role, "name")
ORG_UNITS = Lookup("org unit", OrgUnit, "name")
WRITE_OFF_REASONS = Lookup("write-off reason", WriteOffReason, "code")
RESOURCES = Lookup("resource", Resource, "name")
CATEGORIES = Lookup("category", Category, "transaction_class/name")


def _tasks(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {key: [] for key in ids}
    for key, name in Task.objects.filter(project__in=ids).order_by("pk").values_list("project_id", "name"):
        found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}


CUSTOMER = Kind(
    "customer",
    NewCustomer,
    Customer,
    key="account",
    lookups={
        "currency": CURRENCIES,
        "terms": TERMS_OF_PAYMENT,
        "tax_group": TAX_GROUPS,
        "dimensions": DIMENSIONS,
    },
    columns={"dimensions": "dimension_set_id"},
    choices={
        "einvoice_format": ("", *EINVOICE_FORMATS),
        "payment_means": ("transfer", "direct_debit", "card"),
    },
    checks={
        "account": is_a_code,
        "country": is_a_country,
        "language": is_a_language,
        "vat_id": is_a_vat_id,
        "debited_account": is_an_account_number,
    },
    usual={"name": "account"},
    events="customers",
)
PROJECT = Kind(
    "project",
    NewProject,
    Project,
    key="code",
    lookups={"manager": PEOPLE, "tax_group": TAX_GROUPS, "dimensions": DIMENSIONS},
    columns={"dimensions": "dimension_set_id"},
    checks={"code": is_a_code},
    usual={"name": "code"},
    apart={"tasks": _tasks},
    events="projects",
)
TASK = Kind(
    "task",
    NewTask,
    Task,
    key="project/name",
    lookups={"project": PROJECTS},
    fixed=("project",),
    events="tasks",
)
ROLE = Kind(
    "role",
    NewRole,
    Role,
    key="name",
    events="roles",
)
ORG_UNIT = Kind(
    "org unit",
    NewOrgUnit,
    OrgUnit,
    key="name",
    events="org_units",
)
WRITE_OFF_REASON = Kind(
    "write-off reason",
    NewWriteOffReason,
    WriteOffReason,
    key="code",
    checks={"code": is_a_code},
    events="write_off_reasons",
)
RESOURCE = Kind(
    "resource",
    NewResource,
    Resource,
    key="name",
    lookups={"role": ROLES, "org_unit": ORG_UNITS},
    events="resources",
)
CATEGORY = Kind(
    "category",
    NewCategory,
    Category,
    key="transaction_class/name",
    lookups={"item_tax_group": ITEM_TAX_GROUPS},
    choices={"transaction_class": CLASSES},
    fixed=("transaction_class",),
    events="categories",
)
