"""What a company file says of masters: dimensions, roles, resources, categories, customers and projects."""

from collections.abc import Mapping
from typing import Any

from unbilled.accounting.events.set_profile_rules import set_profile_rules
from unbilled.accounting.records import NewProfileRule
from unbilled.agreements.records import CLASSES
from unbilled.intake.company_files.parts.prices import note_cost
from unbilled.intake.company_files.reader import AT_HOME, Reader
from unbilled.intake.company_files.reading import Arguments, DescriptionUnreadable, none_of, unknown
from unbilled.masterdata.events.add_categories import add_categories
from unbilled.masterdata.events.add_customers import add_customers
from unbilled.masterdata.events.add_org_units import add_org_units
from unbilled.masterdata.events.add_projects import add_projects
from unbilled.masterdata.events.add_resources import add_resources
from unbilled.masterdata.events.add_roles import add_roles
from unbilled.masterdata.events.add_write_off_reasons import add_write_off_reasons
from unbilled.masterdata.records import (
    NewCategory,
    NewCustomer,
    NewOrgUnit,
    NewProject,
    NewResource,
    NewRole,
    NewWriteOffReason,
)


def read_dimensions(reader: Reader, said: Arguments) -> None:
    """Dimensions that other parts name."""
    for name, values in reader.each(said, "dimensions"):
        if not isinstance(values, Mapping):
            raise DescriptionUnreadable(reason=f"dimensions {name} is not like {{department: 200}}")
        reader.dimension_sets[name] = {str(key): str(value) for key, value in values.items()}


def read_roles(reader: Reader, said: Arguments) -> None:
    """Roles, and what their hours cost."""
    roles = [new_role(reader, *one) for one in reader.each(said, "roles")]
    reader.ids["roles"] |= reader.hand(add_roles, roles=roles)


def new_role(reader: Reader, name: str, value: Any) -> NewRole:
    """A role, and what its hour costs."""
    said = Arguments(value, where=f"role {name}", main="billing_type")
    reader.noted("role", name, said)
    made = NewRole(name, billing_type=said.text("billing_type", "chargeable"))
    note_cost(reader, said, role=name)
    return made


def read_org_units(reader: Reader, said: Arguments) -> None:
    """Organizational units."""
    reader.hand(add_org_units, org_units=[NewOrgUnit(str(name)) for name in said.names("org_units")])


def read_write_off_reasons(reader: Reader, said: Arguments) -> None:
    """Reasons for which amounts are written off or up: a text by code."""
    reasons = [
        NewWriteOffReason(code, name="" if text is None else str(text))
        for code, text in reader.each(said, "write_off_reasons")
    ]
    reader.ids["write_off_reasons"] |= reader.hand(add_write_off_reasons, write_off_reasons=reasons)


def read_resources(reader: Reader, said: Arguments) -> None:
    """Resources, and what their hours cost."""
    resources = [new_resource(reader, *one) for one in reader.each(said, "resources")]
    reader.ids["resources"] |= reader.hand(add_resources, resources=resources)


def new_resource(reader: Reader, name: str, value: Any) -> NewResource:
    """A resource, and what its hour costs."""
    said = Arguments(value, where=f"resource {name}", main="role")
    reader.noted("resource", name, said)
    role = said.name("role")
    made = NewResource(
        name=name,
        email=said.text("email"),
        role=reader.role(role) if role else None,
        org_unit=said.name("org_unit"),
    )
    note_cost(reader, said, resource=name)
    return made


def read_categories(reader: Reader, said: Arguments) -> None:
    """Categories, and what their unit costs."""
    records = [new_category(reader, *one) for one in reader.each(said, "categories")]
    added = reader.hand(add_categories, categories=records)
    reader.ids["categories"] |= {name.partition("/")[2]: key for name, key in added.items()} | added


def new_category(reader: Reader, name: str, value: Any) -> NewCategory:
    """A category; of one whose name is that of others too, ``expense/Travel`` names its class."""
    said = Arguments(value, where=f"category {name}", main="class")
    of, _, short = name.rpartition("/") if name.partition("/")[0] in CLASSES else ("", "", name)
    transaction_class = str(of or said.need("class"))
    reader.noted("category", f"{transaction_class}/{short}", said)
    if transaction_class not in CLASSES:
        raise unknown("class", transaction_class, CLASSES)
    made = NewCategory(
        name=short,
        transaction_class=transaction_class,
        category_group=said.text("group"),
        billing_type=said.text("billing_type", "chargeable"),
        item_tax_group=none_of(said.name("item_tax_group")),
    )
    note_cost(reader, said, category=f"{transaction_class}/{short}", unit=said.text("unit"))
    return made


def read_customers(reader: Reader, said: Arguments) -> None:
    """Customers."""
    customers = [new_customer(reader, *one) for one in reader.each(said, "customers")]
    reader.ids["customers"] |= reader.hand(add_customers, customers=customers)


def new_customer(reader: Reader, name: str, value: Any) -> NewCustomer:
    """A customer, whom other parts name by the name it stands under."""
    said = Arguments(value, where=f"customer {name}", main="tax_group")
    account = said.text("account", name)
    usual = {} if reader.declared else AT_HOME
    reader.noted("customer", account, said)
    if name in reader.accounts:
        raise DescriptionUnreadable(reason=f"there is a customer {name} already")
    reader.accounts[name] = account
    made = NewCustomer(
        account=account,
        name=said.text("name", name),
        **{one: said.text(one, usual.get(one, "")) for one in ("address", "country")},
        **{one: said.text(one) for one in ("vat_id", "buyer_reference")},
        **{one: said.text(one) for one in ("electronic_address", "electronic_scheme")},
        **{
            one: said.text(one)
            for one in ("post_code", "city", "legal_id", "legal_scheme", "einvoice_format")
        },
        payment_means=said.text("payment_means", "transfer"),
        **{one: said.text(one) for one in ("mandate", "debited_account")},
        wants_timesheet=said.flag("wants_timesheet"),
        wants_receipts=said.flag("wants_receipts"),
        language=said.text("language", "en"),
        currency=said.name("currency"),
        customer_group=said.text("group"),
        terms=said.name("terms"),
        tax_group=none_of(said.name("tax_group") or reader.first("tax_groups")),
        dimensions=reader.dimensions(said),
        on_hold=said.flag("on_hold"),
        wants_nil_invoices=said.flag("wants_nil_invoices"),
    )
    said.finish()
    return made


def read_projects(reader: Reader, said: Arguments) -> None:
    """Projects with their tasks, and the profiles that serve them."""
    rules: list[NewProfileRule] = []
    records = [new_project(reader, code, value, rules) for code, value in reader.each(said, "projects")]
    reader.ids["projects"] |= reader.hand(add_projects, projects=records)
    reader.ids["tasks"] |= {f"{one.code}/{task}": 0 for one in records for task in one.tasks}
    reader.hand(set_profile_rules, rules=rules)


def new_project(reader: Reader, code: str, value: Any, rules: list[NewProfileRule]) -> NewProject:
    """A project."""
    said = Arguments(value, where=f"project {code}", main="name")
    reader.noted("project", code, said)
    made = NewProject(
        code=code,
        name=said.text("name", code),
        manager=said.name("manager"),
        project_group=said.text("group"),
        tax_group=none_of(said.name("tax_group")),
        dimensions=reader.dimensions(said),
        stage=said.text("stage", "open"),
        client=said.text("client"),
        tasks=[str(name) for name in said.names("tasks")],
    )
    rules += [NewProfileRule(str(one), project=code) for one in said.names("profile")]
    said.finish()
    return made
