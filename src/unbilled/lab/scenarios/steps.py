"""The steps of scenarios: each one call to one event, by the names a scenario gives its records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, cast, get_args

from django.db import transaction

from unbilled.accounting.events.adjust_journal_lines import adjust_journal_lines
from unbilled.accounting.events.change_profiles import change_profiles
from unbilled.accounting.events.format_proposals import format_proposals
from unbilled.accounting.events.populate_proposals import populate_proposals
from unbilled.accounting.events.post_awaited_lines import post_awaited_lines
from unbilled.accounting.events.post_journals import post_journals
from unbilled.accounting.events.update_proposals import update_proposals
from unbilled.accounting.records import FormatGroup, GroupedBy
from unbilled.actuals.models import Adjustment
from unbilled.agreements.events.change_contract_lines import change_contract_lines
from unbilled.agreements.events.change_contracts import change_contracts
from unbilled.agreements.events.change_prices import change_prices
from unbilled.agreements.events.generate_schedules import generate_schedules
from unbilled.agreements.events.skip_schedule_rows import skip_schedule_rows
from unbilled.agreements.events.withdraw_change_orders import withdraw_change_orders
from unbilled.agreements.models import ContractLine
from unbilled.agreements.reads.change_orders import find_change_orders
from unbilled.agreements.records import NewPrice
from unbilled.billing.events.add_discount import add_discount
from unbilled.billing.events.add_retainers import add_retainers
from unbilled.billing.events.add_to_correction import add_to_correction
from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.apply_retainers import apply_retainers
from unbilled.billing.events.change_milestones import ChangedMilestone, change_milestones
from unbilled.billing.events.change_retainers import ChangedRetainer, change_retainers
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.delete_drafts import delete_drafts
from unbilled.billing.events.delete_milestones import delete_milestones
from unbilled.billing.events.delete_retainers import delete_retainers
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.generate_milestones import generate_milestones
from unbilled.billing.events.hand_in_drafts import hand_in_drafts
from unbilled.billing.events.hold_work import hold_work
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.events.merge_drafts import merge_drafts
from unbilled.billing.events.plan_products import plan_products
from unbilled.billing.events.postpone_details import postpone_details
from unbilled.billing.events.prepare_products import prepare_products
from unbilled.billing.events.prepare_progress import prepare_progress
from unbilled.billing.events.refund_retainers import refund_retainers
from unbilled.billing.events.remove_details import remove_details
from unbilled.billing.events.remove_discounts import remove_discounts
from unbilled.billing.events.reset_limits import reset_limits
from unbilled.billing.events.return_drafts import return_drafts
from unbilled.billing.events.revise_proformas import revise_proformas
from unbilled.billing.events.roll_over_retainers import roll_over_retainers
from unbilled.billing.events.write_details import NewDetail, write_details
from unbilled.billing.models import Milestone, Retainer
from unbilled.billing.reads.billed_sales import billed_sales
from unbilled.companies.events.change_terms import change_terms
from unbilled.companies.kinds import DIMENSIONS
from unbilled.documents.events.answer_questions import answer_questions
from unbilled.documents.events.ask_question import ask_question
from unbilled.documents.events.change_sending_profiles import change_sending_profiles
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.events.retry_deliveries import retry_deliveries
from unbilled.documents.events.revoke_pages import revoke_pages
from unbilled.documents.events.send_documents import send_documents
from unbilled.documents.events.settle_deliveries import Became, settle_deliveries
from unbilled.documents.reads.delivery_names import find_question
from unbilled.foundation.acts import Act
from unbilled.foundation.money import to_decimal
from unbilled.foundation.statements import statement
from unbilled.intake.company_files.parts.company import set_rates
from unbilled.intake.company_files.parts.contracts import add_milestones, new_retainer
from unbilled.intake.company_files.reading import Arguments, DescriptionUnreadable, days_of, unknown
from unbilled.intake.company_files.world import World
from unbilled.ledger.events.hold_periods import hold_periods
from unbilled.ledger.events.open_periods import open_periods
from unbilled.masterdata.events.change_categories import change_categories
from unbilled.masterdata.events.change_customers import change_customers
from unbilled.masterdata.events.change_projects import change_projects
from unbilled.masterdata.events.change_resources import change_resources
from unbilled.masterdata.events.change_roles import change_roles
from unbilled.masterdata.models import Customer, Resource
from unbilled.people.reads.find_person import find_person
from unbilled.process.events.accept_recalls import accept_recalls
from unbilled.process.events.apply_change_orders import apply_change_orders
from unbilled.process.events.approve_change_orders import approve_change_orders
from unbilled.process.events.ask_for_work_back import ask_for_work_back
from unbilled.process.events.change_company import change_company
from unbilled.process.events.close_contracts import close_contracts
from unbilled.process.events.close_periods import close_periods
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.events.confirm_contracts import confirm_contracts
from unbilled.process.events.draft_change_order import draft_change_order
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.events.expire_retainers import expire_retainers
from unbilled.process.events.post_proposals import post_proposals
from unbilled.process.events.postpone_part import postpone_part
from unbilled.process.events.record_approved_work import record_approved_work
from unbilled.process.events.reevaluate_work import reevaluate_work
from unbilled.process.events.reopen_contracts import reopen_contracts
from unbilled.process.events.reprice_work import reprice_work
from unbilled.process.events.submit_work import submit_work
from unbilled.process.events.take_back_work import take_back_work
from unbilled.process.events.undo_adjustments import undo_adjustments
from unbilled.process.events.write_off_work import write_off_work
from unbilled.process.events.write_up_work import write_up_work
from unbilled.process.runs.bill_daily import bill_daily
from unbilled.work.events.change_entries import change_entries
from unbilled.work.events.delete_entries import delete_entries
from unbilled.work.events.enter_entries import NewEntry, enter_entries
from unbilled.work.events.recall_entries import recall_entries
from unbilled.work.events.refuse_recalls import refuse_recalls
from unbilled.work.events.reject_entries import reject_entries
from unbilled.work.events.replace_entries import replace_entries
from unbilled.work.events.reword_entries import reword_entries
from unbilled.work.models import Entry

SELECTIONS = {
    name: statement(__file__, name)
    for name in (
        *("entries", "journal_lines", "unbilled_sales", "milestones", "retainers"),
        *("proformas", "proforma_details", "proposals", "invoices", "deliveries"),
        "pages",
    )
}
UNITS = {"time": "hour", "expense": "piece", "material": "piece", "fee": "piece"}
ALL = "all"
NONE = "none"
OF_ENTRIES = ("enter", "replace", "change")
"""Steps under which entries stand by their names."""
# What ``set`` changes besides rates and the company.
CHANGES: dict[str, Callable[..., Any]] = {
    "terms": change_terms,
    "customers": change_customers,
    "projects": change_projects,
    "roles": change_roles,
    "resources": change_resources,
    "categories": change_categories,
    "profiles": change_profiles,
    "sending_profiles": change_sending_profiles,
    "contracts": change_contracts,
    "lines": change_contract_lines,
}


@dataclass
class Play:
    """Where steps happen: the world, and the day it is."""

    world: World
    today: date = date(2026, 1, 1)
    day_is_said: bool = False
    by: str | None = None
    results: list[Any] = field(default_factory=list)

    @property
    def company_id(self) -> int:
        """The company."""
        return self.world.company_id

    @property
    def now(self) -> datetime:
        """Noon of the day: events ask no clock, so steps give them a time."""
        return datetime.combine(self.today, time(12), UTC)

    @property
    def act(self) -> Act:
        """What the person of the scenario, or who is named beside the step, does at noon of the day.

        Raises:
            PersonUnknown: Nobody has the name.
        """
        by = self.world.act.person_id if self.by is None else find_person(name=str(self.by))
        assert by is not None
        return replace(self.world.act, person_id=by, on=self.today, at=self.now)

    def selection(self, which: str, /, **params: Any) -> list[int]:
        """The identities that a selection beside this file finds, in their order."""
        return SELECTIONS[which].values(company_id=self.company_id, **params)

    def entries(self, said: Arguments, status: str) -> list[int]:
        """The entries a step names; ``all`` are those of a status."""
        names = said.names("entries")
        if names == [ALL]:
            return self.selection("entries", status=status)
        return [self.world.id("entries", name) for name in names]

    def numbered(self, said: Arguments, kind: str, status: str) -> list[int]:
        """The proformas or proposals a step names by number; ``all`` are those of a status."""
        names = said.names(kind)
        if names in ([ALL], []):
            return self.selection(kind, status=status, numbers=None)
        found = []
        for name in names:
            ids = self.selection(kind, status=None, numbers=[str(name)])
            if not ids:
                raise unknown(f"number among {kind}", name, [])
            found += ids
        return found


StepFunction = Callable[[Play, Arguments], Any]


@dataclass(frozen=True)
class Step:
    """What a word under ``steps`` does."""

    name: str
    main: str
    function: StepFunction


STEPS: dict[str, Step] = {}


def step(name: str, main: str = "") -> Callable[[StepFunction], StepFunction]:
    """Name a step.

    Args:
        name: The word a scenario says.
        main: The argument that a list or a single word stands for.
    """

    def register(function: StepFunction) -> StepFunction:
        STEPS[name] = Step(name, main, function)
        return function

    return register


def take_step(play: Play, name: str, said: Any, on: date | None) -> Any:
    """Do one step.

    Args:
        play: The world and its day.
        name: Name of the step.
        said: What the scenario says to it.
        on: The day it happens; without one it is the latest day said so far.

    Raises:
        Refusal: What the event refuses.
        DescriptionUnreadable: The step or an argument has no meaning.
    """
    if name not in STEPS:
        raise unknown("step", name, STEPS)
    chosen = STEPS[name]
    if name in OF_ENTRIES:
        arguments = Arguments({"entries": said}, where=name)
    else:
        arguments = Arguments(said, where=name, main=chosen.main)
        day = arguments.day("on") or on
        play.today, play.day_is_said = day or play.today, day is not None
    result = chosen.function(play, arguments)
    arguments.finish()
    return result


# Work


@step("enter")
def enter(play: Play, said: Arguments) -> Any:
    """Enter work as drafts, each under a name of its own."""
    named = said.mapping("entries")
    known = [str(name) for name in named if str(name) in play.world.ids["entries"]]
    if known:
        raise DescriptionUnreadable(reason=f"{', '.join(known)} is entered already; take another name")
    entered = enter_entries(
        play.act,
        entries=[_new_entry(play, name, value) for name, value in named.items()],
    )
    play.world.ids["entries"].update(zip(map(str, named), entered.entry_ids, strict=False))
    return entered


def _new_entry(play: Play, name: str, value: Any) -> NewEntry:
    said = Arguments(value, where=f"entry {name}")
    world = play.world
    transaction_class = said.text("class", "time")
    resource, role, project = said.take("resource"), said.take("role"), said.need("project")
    resource_id, task = world.maybe("resources", resource), said.take("task")
    usual_role = Resource.objects.get(pk=resource_id).role_id if resource_id else None
    day = said.day("date")
    if day is None:
        raise DescriptionUnreadable(reason=f"entry {name} lacks date")
    play.today = max(play.today, day)
    cost = said.number("cost")
    entry = NewEntry(
        transaction_class=transaction_class,
        transaction_date=day,
        project_id=world.id("projects", project),
        quantity=to_decimal(said.take("hours", said.take("quantity", 1))),
        unit=said.text("unit", UNITS.get(transaction_class, "piece")),
        task_id=world.maybe("tasks", f"{project}/{task}" if task else None),
        role_id=world.id("roles", role) if role else usual_role,
        category_id=world.maybe("categories", said.take("category")),
        resource_id=resource_id,
        unit_cost=cost,
        cost_currency=said.text("cost_currency", world.accounting_currency) if cost is not None else None,
        unit_price=said.number("price"),
        billing_type=said.take("billing_type"),
        description=said.text("description"),
        internal_note=said.text("note"),
        external_reference=said.text("reference", str(name)),
    )
    said.finish()
    return entry


@step("replace")
def replace_the_entries(play: Play, said: Arguments) -> Any:
    """Enter work again, in the place of what is known under its name and not approved."""
    named = said.mapping("entries")
    replaced = replace_entries(
        play.act, entries=[_new_entry(play, name, value) for name, value in named.items()]
    )
    new = [name for name in map(str, named) if name not in play.world.ids["entries"]]
    play.world.ids["entries"].update(zip(new, replaced.entered_ids, strict=True))
    return replaced


@step("change")
def change_the_entries(play: Play, said: Arguments) -> Any:
    """Change drafts and returned entries, each under its name: only what is said of it becomes another."""
    return change_entries(
        play.act,
        changes={
            play.world.id("entries", name): _entry_fields(play, name, value)
            for name, value in said.mapping("entries").items()
        },
    )


def _entry_fields(play: Play, name: str, value: Any) -> dict[str, Any]:
    said = Arguments(value, where=f"entry {name}")
    world = play.world
    project = said.take("project")
    fields: dict[str, Any] = {}
    if project is not None:
        fields["project_id"] = world.id("projects", project)
    if "task" in said:
        entry = Entry.objects.select_related("project").get(pk=world.id("entries", name))
        task = said.take("task")
        place = f"{project or entry.project.code}/{task}"
        fields["task_id"] = None if task == NONE else world.id("tasks", place)
    for word, kind, field_name in (
        ("role", "roles", "role_id"),
        ("resource", "resources", "resource_id"),
        ("category", "categories", "category_id"),
    ):
        if word in said:
            fields[field_name] = world.maybe(kind, _unless_none(said.take(word)))
    if "date" in said:
        fields["transaction_date"] = said.day("date")
    for word, field_name in (
        ("hours", "quantity"),
        ("quantity", "quantity"),
        ("cost", "unit_cost"),
        ("price", "unit_price"),
    ):
        if word in said:
            fields[field_name] = said.number(word)
    for word, field_name in (
        ("class", "transaction_class"),
        ("unit", "unit"),
        ("cost_currency", "cost_currency"),
        ("billing_type", "billing_type"),
        ("description", "description"),
        ("note", "internal_note"),
    ):
        if word in said:
            fields[field_name] = _unless_none(said.take(word))
    said.finish()
    return fields


def _unless_none(said: Any) -> Any:
    return None if said == NONE else said


@step("delete", main="entries")
def delete(play: Play, said: Arguments) -> Any:
    """Delete drafts and returned entries."""
    return delete_entries(play.act, entry_ids=play.entries(said, "draft"))


@step("submit", main="entries")
def submit(play: Play, said: Arguments) -> Any:
    """Submit drafts."""
    return submit_work(play.act, entry_ids=play.entries(said, "draft"))


@step("recall", main="entries")
def recall(play: Play, said: Arguments) -> Any:
    """Recall submitted entries before they are decided on."""
    return recall_entries(play.act, entry_ids=play.entries(said, "submitted"))


@step("reject", main="entries")
def reject(play: Play, said: Arguments) -> Any:
    """Return submitted entries with a comment."""
    return reject_entries(
        play.act,
        entry_ids=play.entries(said, "submitted"),
        comment=said.text("comment"),
    )


@step("reword")
def reword(play: Play, said: Arguments) -> Any:
    """Give entries other texts, each under its name."""
    named = said.mapping("texts")
    return reword_entries(
        play.act, descriptions={play.world.id("entries", name): str(text) for name, text in named.items()}
    )


@step("approve", main="entries")
def approve(play: Play, said: Arguments) -> Any:
    """Approve submitted entries: actuals, backlog and journal lines follow at once."""
    entries = play.world
    return record_approved_work(
        play.act,
        entry_ids=play.entries(said, "submitted"),
        billable={
            entries.id("entries", name): to_decimal(quantity)
            for name, quantity in said.mapping("billable").items()
        },
        billing_types={
            entries.id("entries", name): word for name, word in said.mapping("billing_types").items()
        },
    )


@step("ask_back", main="entries")
def ask_back(play: Play, said: Arguments) -> Any:
    """Ask for approved entries back, with a reason."""
    return ask_for_work_back(play.act, entry_ids=play.entries(said, "approved"), reason=said.text("reason"))


@step("accept_recalls", main="entries")
def accept_the_recalls(play: Play, said: Arguments) -> Any:
    """Give entries back to who asked for them."""
    return accept_recalls(play.act, entry_ids=play.entries(said, "approved"), comment=said.text("comment"))


@step("refuse_recalls", main="entries")
def refuse_the_recalls(play: Play, said: Arguments) -> Any:
    """Refuse to give entries back, with a comment."""
    return refuse_recalls(play.act, entry_ids=play.entries(said, "approved"), comment=said.text("comment"))


@step("take_back", main="entries")
def take_back(play: Play, said: Arguments) -> Any:
    """Take the approval of entries back; with a comment they are returned, else they are submitted again."""
    return take_back_work(play.act, entry_ids=play.entries(said, "approved"), comment=said.text("comment"))


# Agreements and master data


@step("confirm_contracts", main="contracts")
def confirm_the_contracts(play: Play, said: Arguments) -> Any:
    """Confirm contracts that ``given`` left as drafts."""
    return confirm_contracts(
        play.act,
        contract_ids=[play.world.id("contracts", name) for name in said.names("contracts")],
    )


@step("draft_change_order")
def draft_the_change_order(play: Play, said: Arguments) -> Any:
    """Draft a change of a confirmed contract: fields of it, of its lines, and prices of roles, from a day on."""
    effective = said.day("from")
    if effective is None:
        raise DescriptionUnreadable(reason="a change order says from when on it holds")
    where = "change order"
    return draft_change_order(
        play.act,
        contract_id=play.world.id("contracts", said.need("contract")),
        name=said.text("name"),
        effective_date=effective,
        contract=_becoming(play.world, said.mapping("terms"), where),
        lines={
            str(name): _becoming(play.world, value, f"{where}, line {name}")
            for name, value in said.mapping("lines").items()
        },
        prices={
            str(name): {
                str(role): to_decimal(price) for role, price in Arguments(value, where=where).rest().items()
            }
            for name, value in said.mapping("prices").items()
        },
    )


@step("approve_change_orders", main="orders")
def approve_the_change_orders(play: Play, said: Arguments) -> Any:
    """Approve change orders; those whose day has come are applied."""
    approved = approve_change_orders(play.act, change_order_ids=_change_orders(play, said))
    _know_lines(play)
    return approved


@step("apply_change_orders", main="orders")
def apply_the_change_orders(play: Play, said: Arguments) -> Any:
    """Apply approved change orders whose day has come."""
    applied = apply_change_orders(play.act, change_order_ids=_change_orders(play, said))
    _know_lines(play)
    return applied


def _know_lines(play: Play) -> None:
    """Know lines that a change order has added by their names."""
    lines = ContractLine.objects.filter(company_id=play.company_id)
    for contract, name, key in lines.values_list("contract__number", "name", "pk"):
        play.world.ids["lines"][f"{contract}/{name}"] = key


@step("withdraw_change_orders", main="orders")
def withdraw_the_change_orders(play: Play, said: Arguments) -> Any:
    """Withdraw change orders that are not applied."""
    return withdraw_change_orders(play.act, change_order_ids=_change_orders(play, said))


def _change_orders(play: Play, said: Arguments) -> list[int]:
    return find_change_orders(company_id=play.company_id, names=[str(one) for one in said.names("orders")])


@step("close_contracts", main="contracts")
def close_the_contracts(play: Play, said: Arguments) -> Any:
    """Close contracts of which nothing is left to bill."""
    return close_contracts(
        play.act,
        contract_ids=[play.world.id("contracts", name) for name in said.names("contracts")],
    )


@step("reopen_contracts", main="contracts")
def reopen_the_contracts(play: Play, said: Arguments) -> Any:
    """Reopen closed contracts."""
    return reopen_contracts(
        play.act,
        contract_ids=[play.world.id("contracts", name) for name in said.names("contracts")],
    )


@step("reevaluate", main="contracts")
def reevaluate(play: Play, said: Arguments) -> Any:
    """Hold recorded work against changed terms."""
    return reevaluate_work(
        play.act,
        contract_ids=[play.world.id("contracts", name) for name in said.names("contracts")],
        entry_ids=[play.world.id("entries", name) for name in said.names("entries")],
    )


@step("set")
def set_masters(play: Play, said: Arguments) -> None:
    """Change master data: of each record, by its name, the fields that become others."""
    set_rates(play.act, play.world, said.mapping("rates"))
    for kind, change in CHANGES.items():
        changes = {
            _known_as(play.world, kind, name): _becoming(play.world, value, f"{kind} {name}")
            for name, value in said.mapping(kind).items()
        }
        if changes:
            with transaction.atomic():
                touched = change(play.act, changes=changes)
                if kind == "lines":
                    plan_products(play.act, contract_ids=touched)
    prices = {
        str(name): [
            NewPrice(role=str(role), unit_price=to_decimal(price))
            for role, price in Arguments(value, where=f"prices {name}").rest().items()
        ]
        for name, value in said.mapping("prices").items()
    }
    if prices:
        change_prices(play.act, prices=prices)
    parameters = said.mapping("company")
    if parameters:
        change_company(play.act, changes=parameters)


def _known_as(world: World, kind: str, name: object) -> str:
    """What the books call a record; customers go by their account."""
    if kind != "customers":
        return str(name)
    return Customer.objects.values_list("account", flat=True).get(pk=world.id("customers", name))


def _becoming(world: World, value: Any, where: str) -> dict[str, Any]:
    """Fields and what they become; customers and dimensions by the names that the scenario gives them."""
    fields = Arguments(value, where=where).rest()
    if isinstance(fields.get("customers"), Mapping):
        fields["customers"] = {
            _known_as(world, "customers", name): share for name, share in fields["customers"].items()
        }
    if isinstance(fields.get("dimensions"), str):
        key = world.id("dimensions", fields["dimensions"])
        fields["dimensions"] = DIMENSIONS.values([key])[key]
    return fields


# The integration journal and periods


@step("adjust", main="entries")
def adjust(play: Play, said: Arguments) -> Any:
    """Change tax groups and dimensions of sales lines of the journal, or the accounting date of all drafts."""
    accounting_date = said.day("accounting_date")
    return adjust_journal_lines(
        play.act,
        actual_ids=_journal_lines(
            play,
            said,
            kind=said.take("kind", None if accounting_date else "sales"),
            status="draft" if accounting_date else None,
            through=None,
        ),
        accounting_date=accounting_date,
        **_groups(play.world, said),
    )


def _journal_lines(play: Play, said: Arguments, **which: Any) -> list[int]:
    named = said.names("entries")
    if named in ([ALL], []):
        found = play.selection("journal_lines", entries=None, **which)
        if not found:
            raise _nothing("such journal line")
        return found
    found = []
    for name in named:
        ids = play.selection("journal_lines", entries=[play.world.id("entries", name)], **which)
        if not ids:
            raise _nothing(f"such journal line of {name}")
        found += ids
    return found


def _groups(world: World, said: Arguments) -> dict[str, Any]:
    """Tax groups and dimensions, those that are said."""
    named = {
        "tax_group_id": world.maybe("tax_groups", said.take("tax_group")),
        "item_tax_group_id": world.maybe("item_tax_groups", said.take("item_tax_group")),
        "dimension_set_id": world.maybe("dimensions", said.take("dimensions")),
    }
    return {name: found for name, found in named.items() if found is not None}


@step("post_journals", main="entries")
def post_the_journals(play: Play, said: Arguments) -> Any:
    """Post integration journal lines to the ledger."""
    return post_journals(
        play.act,
        actual_ids=_journal_lines(
            play,
            said,
            kind=said.take("kind"),
            status=None if said.take("again", False) else "draft",
            through=said.day("through"),
        ),
    )


def _period_ids(play: Play, said: Arguments) -> list[int]:
    return [play.world.id("periods", name) for name in said.names("periods")]


@step("hold_periods", main="periods")
def hold(play: Play, said: Arguments) -> Any:
    """Put periods on hold."""
    return hold_periods(play.act, period_ids=_period_ids(play, said))


@step("open_periods", main="periods")
def reopen(play: Play, said: Arguments) -> Any:
    """Open periods that are on hold."""
    return open_periods(play.act, period_ids=_period_ids(play, said))


@step("close_periods", main="periods")
def close(play: Play, said: Arguments) -> Any:
    """Close periods for good, if all is done in them or ``anyway`` is said."""
    return close_periods(
        play.act, period_ids=_period_ids(play, said), anyway=bool(said.take("anyway", False))
    )


# Billing


@step("create_milestones")
def create_the_milestones(play: Play, said: Arguments) -> None:
    """Add milestones to a fixed-price contract line."""
    add_milestones(play.world, said.need("line"), said.mapping("milestones"))


@step("generate_milestones")
def generate_the_milestones(play: Play, said: Arguments) -> Any:
    """Plan milestones of a line in equal parts over the days of a schedule."""
    from_date, through = said.day("from"), said.day("through")
    if from_date is None or through is None:
        raise DescriptionUnreadable(reason="milestones over a period need from and through")
    return generate_milestones(
        play.act,
        contract_line_id=play.world.id("lines", said.need("line")),
        schedule=said.text("schedule"),
        from_date=from_date,
        through_date=through,
        name=said.text("name"),
        amount=said.number("amount"),
    )


@step("progress", main="lines")
def bill_progress(play: Play, said: Arguments) -> Any:
    """Say how much of lines is complete: what is not billed of it becomes a milestone that is ready."""
    return prepare_progress(
        play.act,
        contract_line_ids=[play.world.id("lines", name) for name in said.names("lines")],
        complete_percent=said.number("percent"),
        complete_amount=said.number("amount"),
        milestone_date=said.day("date"),
        name=said.text("name"),
    )


@step("prepare_products", main="lines")
def prepare_the_products(play: Play, said: Arguments) -> Any:
    """Let a quantity of the products of lines be ready to invoice; what is left waits."""
    return prepare_products(
        play.act,
        contract_line_ids=[play.world.id("lines", name) for name in said.names("lines")],
        quantity=to_decimal(said.need("quantity")),
        delivery_date=said.day("date"),
    )


@step("change_milestones")
def change_the_milestones(play: Play, said: Arguments) -> Any:
    """Change milestones of a line by name: name, date, amount, or what each of the customers pays."""
    line_id = play.world.id("lines", said.need("line"))
    changes = {
        str(name): _changed_milestone(play, name, value) for name, value in said.mapping("milestones").items()
    }
    changed = change_milestones(play.act, contract_line_id=line_id, changes=changes)
    known = play.world.ids["milestones"]
    for name, change in changes.items():
        if change.name is not None and name in known:
            known[change.name] = known.pop(name)
    return changed


def _changed_milestone(play: Play, name: object, value: Any) -> ChangedMilestone:
    said = Arguments(value, where=f"milestone {name}")
    parts = {
        play.world.id("customers", customer): to_decimal(amount)
        for customer, amount in said.mapping("customers").items()
    }
    change = ChangedMilestone(
        name=said.name("name"),
        milestone_date=said.day("date"),
        transaction_amount=said.number("amount"),
        parts=parts or None,
    )
    said.finish()
    return change


@step("delete_milestones")
def delete_the_milestones(play: Play, said: Arguments) -> Any:
    """Remove milestones of a line."""
    return delete_milestones(
        play.act,
        contract_line_id=play.world.id("lines", said.need("line")),
        names=[str(name) for name in said.names("milestones")],
    )


@step("add_retainers")
def add_the_retainers(play: Play, said: Arguments) -> Any:
    """Agree on retainers of a customer of a contract, each under its name."""
    contract_id = play.world.id("contracts", said.need("contract"))
    customer, line = said.take("customer"), said.take("line")
    return add_retainers(
        play.act,
        contract_id=contract_id,
        customer_id=play.world.maybe("customers", customer),
        retainers=[
            new_retainer(str(name), Arguments(value, where=f"retainer {name}"))
            for name, value in said.mapping("retainers").items()
        ],
        contract_line_id=play.world.maybe("lines", line),
    )


@step("change_retainers", main="retainers")
def change_the_retainers(play: Play, said: Arguments) -> Any:
    """Change retainers that no proforma lists, each under its name."""
    changes = {}
    for name, value in said.mapping("retainers").items():
        of = Arguments(value, where=f"retainer {name}")
        [key] = _retainer_ids(play, [name])
        changes[key] = ChangedRetainer(
            of.text("name") or None,
            of.day("date"),
            of.number("amount"),
            hours=of.number("hours"),
            unit_price=of.number("price"),
            overage_price=of.number("overage"),
        )
        of.finish()
    return change_retainers(play.act, changes=changes)


@step("delete_retainers", main="retainers")
def delete_the_retainers(play: Play, said: Arguments) -> Any:
    """Remove retainers that were never invoiced."""
    return delete_retainers(play.act, retainer_ids=_retainer_ids(play, said.names("retainers")))


@step("apply_retainers", main="proformas")
def apply_the_retainers(play: Play, said: Arguments) -> Any:
    """Deduct retainers from drafts: those available, oldest first, or the amounts said of them by name."""
    amounts = _amounts_of(play, said) if "amounts" in said else None
    return apply_retainers(play.act, proforma_ids=play.numbered(said, "proformas", "draft"), amounts=amounts)


@step("refund_retainers", main="retainers")
def refund_the_retainers(play: Play, said: Arguments) -> Any:
    """Draft refunds of retainers: all that is available of those named, or the amounts said of them."""
    amounts = _amounts_of(play, said)
    named = _retainer_ids(play, said.names("retainers"))
    return refund_retainers(
        play.act, retainer_ids=[*named, *amounts], amounts=amounts, reason=said.text("reason")
    )


@step("expire_retainers", main="retainers")
def expire_the_retainers(play: Play, said: Arguments) -> Any:
    """Let what is open of retainers expire after their last days."""
    return expire_retainers(play.act, retainer_ids=_retainer_ids(play, said.names("retainers")))


@step("roll_over_retainers", main="retainers")
def roll_the_retainers_over(play: Play, said: Arguments) -> Any:
    """Give retainers another last day, or none."""
    until = said.day("until")
    return roll_over_retainers(
        play.act, retainer_ids=_retainer_ids(play, said.names("retainers")), until=until
    )


def _amounts_of(play: Play, said: Arguments) -> dict[int, Decimal]:
    """Amounts of retainers, by name."""
    named = said.mapping("amounts")
    ids = _retainer_ids(play, list(named))
    return dict(zip(ids, map(to_decimal, named.values()), strict=True))


def _retainer_ids(play: Play, names: Sequence[object]) -> list[int]:
    """Retainers by name, in their order; ``contract/name`` where a name stands twice.

    Raises:
        DescriptionUnreadable: There is none of the name, or there are several.
    """
    found: list[int] = []
    for name in map(str, names):
        contract, _, last = name.rpartition("/")
        known = Retainer.objects.filter(company_id=play.company_id, name=last)
        if contract:
            known = known.filter(contract_id=play.world.id("contracts", contract))
        ids = list(known.values_list("id", flat=True))
        if len(ids) != 1:
            raise DescriptionUnreadable(
                reason=f"{len(ids)} retainers are named {name}; name the contract too, as C-1/{last}"
            )
        found += ids
    return found


@step("mark_ready", main="entries")
def release(play: Play, said: Arguments) -> Any:
    """Mark unbilled sales, milestones and retainers ready to invoice."""
    return mark_ready(play.act, **_sales(play, said, "not_ready"))


@step("mark_not_ready", main="entries")
def withhold(play: Play, said: Arguments) -> Any:
    """Take the mark away again."""
    return mark_not_ready(play.act, **_sales(play, said, "ready_to_invoice"))


@step("hold", main="entries")
def hold_back(play: Play, said: Arguments) -> Any:
    """Hold unbilled sales, milestones and retainers back."""
    reason, until = said.text("reason"), said.day("until")
    return hold_work(
        play.act,
        reason=reason,
        until=until,
        actual_ids=_sales_of(play, said.names("entries")),
        milestone_ids=_milestone_ids(play, said.names("milestones")),
        retainer_ids=_retainer_ids(play, said.names("retainers")),
    )


@step("postpone_part")
def postpone_a_part(play: Play, said: Arguments) -> Any:
    """Hold a part of unbilled sales back, by an amount of each."""
    amounts = {
        one: to_decimal(amount)
        for name, amount in said.mapping("amounts").items()
        for one in _sales_of(play, [name])
    }
    return postpone_part(play.act, amounts=amounts, reason=said.text("reason"), until=said.day("until"))


@step("write_off", main="entries")
def write_off(play: Play, said: Arguments) -> Any:
    """Write unbilled sales off, whole or by an amount or percentage, for a reason."""
    return write_off_work(play.act, **_adjusted(play, said))


@step("write_up", main="entries")
def write_up(play: Play, said: Arguments) -> Any:
    """Write unbilled sales up by an amount or percentage, for a reason."""
    return write_up_work(play.act, **_adjusted(play, said))


@step("reprice", main="entries")
def reprice(play: Play, said: Arguments) -> Any:
    """Price unbilled sales anew: by the price lists, at a price, or by a percentage."""
    price, percent = said.text("price"), said.text("percent")
    return reprice_work(
        play.act,
        actual_ids=_sales_of(play, said.names("entries")),
        price=to_decimal(price) if price else None,
        percent=to_decimal(percent) if percent else None,
        reason=said.text("because"),
    )


@step("undo_adjustments", main="entries")
def undo_the_adjustments(play: Play, said: Arguments) -> Any:
    """Undo the last act that adjusted sales of an entry and is not undone."""
    entries = [play.world.id("entries", one) for one in said.names("entries")]
    made = Adjustment.objects.filter(company_id=play.company_id, entry_id__in=entries, undoes=None)
    undone = Adjustment.objects.filter(undoes__isnull=False).values("undoes")
    last = made.exclude(pk__in=undone).order_by("-act_id").values_list("act_id", flat=True).first()
    return undo_adjustments(play.act, act_number=last or 0)


def _adjusted(play: Play, said: Arguments) -> dict[str, Any]:
    """Which sales are written off or up, by how much, and why; an amount is of the one sale of an entry."""
    named = said.names("entries")
    amounts = {
        one: to_decimal(amount)
        for name, amount in said.mapping("amounts").items()
        for one in _sales_of(play, [name])
    }
    percent = said.text("percent")
    return {
        "actual_ids": [*_sales_of(play, named), *amounts],
        "amounts": amounts,
        "percent": to_decimal(percent) if percent else None,
        "write_off_reason_id": play.world.id("write_off_reasons", said.need("reason")),
        "reason": said.text("because"),
    }


@step("evaluate_limits", main="entries")
def evaluate_the_limits(play: Play, said: Arguments) -> Any:
    """Hold unbilled sales against their limits, in the order of their names."""
    return evaluate_limits(play.act, actual_ids=_sales_of(play, said.names("entries")))


@step("reset_limits", main="entries")
def reset_the_limits(play: Play, said: Arguments) -> Any:
    """Free what unbilled sales take of their limits."""
    return reset_limits(play.act, actual_ids=_sales_of(play, said.names("entries")))


def _sales(play: Play, said: Arguments, status: str) -> dict[str, list[int]]:
    """Open unbilled sales by entry, milestones and retainers by name; ``all`` are those of a status."""
    names = said.names("entries")
    contracts = [play.world.id("contracts", name) for name in said.names("contracts")] or None
    through = said.day("through")
    milestones, retainers = said.names("milestones"), said.names("retainers")
    is_filtered = contracts is not None or through is not None
    if is_filtered and [one for one in (*names, *milestones, *retainers) if one != ALL]:
        raise DescriptionUnreadable(
            reason="records are named beside contracts or through, which choose by themselves; say one of the two"
        )
    selected = names == [ALL] or is_filtered
    found = {
        "actual_ids": (
            play.selection(
                "unbilled_sales", entries=None, status=status, contracts=contracts, through=through
            )
            if selected
            else _sales_of(play, names)
        ),
        "milestone_ids": (
            play.selection("milestones", status=status, contracts=contracts, through=through)
            if selected or milestones == [ALL]
            else _milestone_ids(play, milestones)
        ),
        "retainer_ids": (
            play.selection("retainers", status=status, contracts=contracts, through=through)
            if selected or retainers == [ALL]
            else _retainer_ids(play, retainers)
        ),
    }
    if not any(found.values()):
        raise _nothing(f"work, milestone or retainer that is {status.replace('_', ' ')}")
    return found


def _sales_of(play: Play, names: Sequence[object]) -> list[int]:
    """The unbilled sales of entries by name.

    Raises:
        DescriptionUnreadable: One has none.
    """
    found: list[int] = []
    for name in names:
        entries = [play.world.id("entries", name)]
        ids = play.selection("unbilled_sales", entries=entries, status=None, contracts=None, through=None)
        if not ids:
            raise _nothing(f"unbilled sale of {name}")
        found += ids
    return found


def _milestone_ids(play: Play, names: Sequence[object]) -> list[int]:
    """Milestones by name, with the parts of all who pay; ``contract/line/name`` where a name stands twice.

    Raises:
        DescriptionUnreadable: There is none of the name, or it stands on several lines.
    """
    found: list[int] = []
    for name in map(str, names):
        line, _, last = name.rpartition("/")
        parts = Milestone.objects.filter(company_id=play.company_id, name=last if line else name)
        if line:
            parts = parts.filter(contract_line_id=play.world.id("lines", line))
        ids = list(parts.order_by("id").values_list("id", flat=True))
        if not ids:
            raise unknown("name among milestones", name, play.world.ids["milestones"])
        if parts.values("contract_line_id").distinct().count() > 1:
            raise DescriptionUnreadable(
                reason=f"several lines have a milestone {name}; name the line too, as C-1/Study/{name}"
            )
        found += ids
    return found


def _nothing(what: str) -> DescriptionUnreadable:
    return DescriptionUnreadable(reason=f"the step does nothing: there is no {what}")


@step("create_proformas", main="contracts")
def create_the_proformas(play: Play, said: Arguments) -> Any:
    """Draft proformas of what is ready, one per contract and customer."""
    contracts = said.names("contracts")
    entries, milestones, retainers = (said.names(one) for one in ("entries", "milestones", "retainers"))
    chosen: dict[str, Any] = {}
    if entries or milestones or retainers:
        chosen["actual_ids"] = _sales_of(play, entries)
        chosen["milestone_ids"] = _milestone_ids(play, milestones)
        chosen["retainer_ids"] = _retainer_ids(play, retainers)
    through = said.day("through") or play.today
    if not play.day_is_said:
        play.today = max(play.today, through)
    created = create_proformas(
        play.act,
        contract_ids=(
            list(play.world.ids["contracts"].values())
            if contracts in ([ALL], [])
            else [play.world.id("contracts", name) for name in contracts]
        ),
        through=through,
        **chosen,
    )
    if not created:
        raise _nothing("work that is ready")
    return created


@step("bill_due", main="on")
def bill_what_is_due(play: Play, said: Arguments) -> Any:
    """Run the invoice schedules: what is due through the day is billed, confirmed and posted as was agreed."""
    return bill_daily(play.act)


@step("skip_schedule")
def skip_days(play: Play, said: Arguments) -> Any:
    """Leave days of a line's invoice schedule out."""
    return skip_schedule_rows(
        play.act,
        contract_line_id=play.world.id("lines", said.need("line")),
        run_dates=days_of(dict.fromkeys(said.names("days")), "skipped days"),
    )


@step("generate_schedules", main="lines")
def generate_the_schedules(play: Play, said: Arguments) -> Any:
    """Write the invoice schedules of lines anew."""
    lines = [play.world.id("lines", name) for name in said.names("lines")]
    return generate_schedules(play.act, contract_line_ids=lines)


@step("edit")
def edit(play: Play, said: Arguments) -> Any:
    """Change quantities, prices and billing types on a draft proforma; on a correction tax groups too."""
    [proforma_id] = play.numbered(said, "proformas", "draft")

    def by_line(argument: str) -> dict[int, Any]:
        return {
            name if isinstance(name, int) else _line_no(play, proforma_id, str(name)): value
            for name, value in said.mapping(argument).items()
        }

    return edit_details(
        play.act,
        proforma_id=proforma_id,
        quantities={line: to_decimal(value) for line, value in by_line("quantities").items()},
        prices={line: to_decimal(value) for line, value in by_line("prices").items()},
        billing_types={line: str(value) for line, value in by_line("billing_types").items()},
        reason=said.text("reason"),
        write_off_reason_id=play.world.maybe("write_off_reasons", said.take("write_off_reason")),
        **_groups(play.world, said),
    )


@step("write")
def write(play: Play, said: Arguments) -> Any:
    """Write lines on a draft proforma that no approved work stands behind."""
    [proforma_id] = play.numbered(said, "proformas", "draft")
    details = []
    for place, one in enumerate(said.take("lines", []), start=1):
        of = Arguments(one, where=f"written line {place}")
        transaction_class = of.text("class", "time")
        details.append(
            NewDetail(
                contract_line_id=play.world.id("lines", of.need("line")),
                transaction_class=transaction_class,
                quantity=to_decimal(of.take("hours", of.take("quantity", 1))),
                unit=of.text("unit", UNITS.get(transaction_class, "piece")),
                unit_price=to_decimal(of.need("price")),
                description=of.text("text"),
                transaction_date=of.day("date"),
                billing_type=of.text("billing_type", "chargeable"),
                role_id=play.world.maybe("roles", of.take("role")),
                category_id=play.world.maybe("categories", of.take("category")),
                resource_id=play.world.maybe("resources", of.take("resource")),
            )
        )
        of.finish()
    return write_details(play.act, proforma_id=proforma_id, details=details)


@step("discount")
def discount(play: Play, said: Arguments) -> Any:
    """Take something off lines of a draft proforma, or off all of it; or charge it on top, with ``surcharge``."""
    [proforma_id] = play.numbered(said, "proformas", "draft")
    lines = said.names("lines")
    return add_discount(
        play.act,
        proforma_id=proforma_id,
        text=said.text("text"),
        percent=said.number("percent"),
        amount=said.number("amount"),
        line_nos=[one if isinstance(one, int) else _line_no(play, proforma_id, str(one)) for one in lines]
        or None,
        is_surcharge=bool(said.take("surcharge", False)),
    )


@step("remove_discounts", main="texts")
def remove_the_discounts(play: Play, said: Arguments) -> Any:
    """Charge a draft proforma as it was, without what these texts stand for."""
    [proforma_id] = play.numbered(said, "proformas", "draft")
    return remove_discounts(play.act, proforma_id=proforma_id, texts=said.names("texts"))


@step("hand_in", main="proformas")
def hand_in(play: Play, said: Arguments) -> Any:
    """Hand draft proformas in for review."""
    ids = play.numbered(said, "proformas", "draft")
    return hand_in_drafts(play.act, proforma_ids=ids, comment=said.text("comment"))


@step("return_draft", main="proformas")
def return_draft(play: Play, said: Arguments) -> Any:
    """Return draft proformas that are in review, with a comment."""
    ids = play.numbered(said, "proformas", "draft")
    return return_drafts(play.act, proforma_ids=ids, comment=said.text("comment"))


@step("merge_drafts", main="proformas")
def merge_the_drafts(play: Play, said: Arguments) -> Any:
    """Merge draft proformas into the oldest of them."""
    return merge_drafts(play.act, proforma_ids=play.numbered(said, "proformas", "draft"))


@step("postpone")
def postpone(play: Play, said: Arguments) -> Any:
    """Take lines off a draft and hold their work back."""
    [proforma_id] = play.numbered(said, "proformas", "draft")
    return postpone_details(
        play.act,
        proforma_id=proforma_id,
        line_nos=[
            one if isinstance(one, int) else _line_no(play, proforma_id, str(one))
            for one in said.names("lines")
        ],
        reason=said.text("reason"),
        until=said.day("until"),
    )


@step("take_off", main="lines")
def take_off(play: Play, said: Arguments) -> Any:
    """Take lines off a draft proforma; their work waits as before."""
    [proforma_id] = play.numbered(said, "proformas", "draft")
    return remove_details(
        play.act,
        proforma_id=proforma_id,
        line_nos=[
            name if isinstance(name, int) else _line_no(play, proforma_id, str(name))
            for name in said.names("lines")
        ],
    )


@step("put_on")
def put_on(play: Play, said: Arguments) -> Any:
    """Put work that is ready on a draft proforma: entries and milestones by name, or all through a day.

    On a correction: lines of the proforma that it is a correction ``of``.
    """
    [proforma_id] = play.numbered(said, "proformas", "draft")
    if corrected := said.text("of", ""):
        of = play.selection("proformas", status=None, numbers=[corrected])
        return add_to_correction(
            play.act, proforma_id=proforma_id, actual_ids=_billed(play, of, said.names("lines")) or []
        )
    added = add_to_proforma(
        play.act,
        proforma_id=proforma_id,
        through=said.day("through"),
        actual_ids=_sales_of(play, said.names("entries")),
        milestone_ids=_milestone_ids(play, said.names("milestones")),
        retainer_ids=_retainer_ids(play, said.names("retainers")),
    )
    if not added:
        raise _nothing("work that is ready")
    return added


@step("discard", main="proformas")
def discard(play: Play, said: Arguments) -> Any:
    """Discard draft proformas; what they hold waits as before."""
    return delete_drafts(play.act, proforma_ids=play.numbered(said, "proformas", "draft"))


def _billed(play: Play, proforma_ids: list[int], names: list[Any]) -> list[int] | None:
    """What lines of a confirmed proforma bill; None where none are named, for all."""
    if not names:
        return None
    [proforma_id] = proforma_ids
    line_nos = [name if isinstance(name, int) else _line_no(play, proforma_id, str(name)) for name in names]
    return billed_sales(
        company_id=play.act.company_id, proforma_id=proforma_id, line_nos=line_nos, number="named"
    )


def _line_no(play: Play, proforma_id: int, name: str) -> int:
    """Where an entry or a milestone stands on a proforma."""
    found = play.selection("proforma_details", proforma_id=proforma_id, name=name)
    if not found:
        raise DescriptionUnreadable(reason=f"the proforma bills nothing of {name}")
    if len(found) > 1:
        lines = ", ".join(map(str, found))
        raise DescriptionUnreadable(
            reason=f"the proforma bills {name} in lines {lines}; name the line by its number"
        )
    return found[0]


@step("confirm", main="proformas")
def confirm(play: Play, said: Arguments) -> Any:
    """Confirm proformas: billed sales and invoice proposals follow at once."""
    return confirm_and_propose(
        play.act,
        proforma_ids=play.numbered(said, "proformas", "draft"),
    )


@step("revise", main="proformas")
def revise(play: Play, said: Arguments) -> Any:
    """Draft the correction of confirmed proformas, every detail, or chosen lines of one, at quantity 0."""
    proforma_ids = play.numbered(said, "proformas", "confirmed")
    return revise_proformas(
        play.act,
        proforma_ids=proforma_ids,
        reason=said.text("reason", ""),
        actual_ids=_billed(play, proforma_ids, said.names("lines")),
    )


# Proposals, posting and paper


@step("populate", main="proposals")
def populate(play: Play, said: Arguments) -> Any:
    """Fill proposals whose unbilled sales have been posted since."""
    return populate_proposals(
        play.act,
        proposal_ids=play.numbered(said, "proposals", "header_only"),
    )


@step("post_awaited_lines", main="proposals")
def post_what_is_awaited(play: Play, said: Arguments) -> Any:
    """Post the journal lines that proposals wait for, and fill the proposals."""
    return post_awaited_lines(
        play.act,
        proposal_ids=play.numbered(said, "proposals", "header_only"),
    )


@step("update", main="proposals")
def update(play: Play, said: Arguments) -> Any:
    """Change dates, terms, tax groups or dimensions of invoice proposals."""
    changed: dict[str, Any] = {
        name: said.day(name) for name in ("invoice_date", "due_date", "accounting_date") if name in said
    }
    if "terms" in said:
        changed["terms_id"] = play.world.id("terms", said.take("terms"))
    return update_proposals(
        play.act,
        proposal_ids=play.numbered(said, "proposals", "populated"),
        **changed,
        **_groups(play.world, said),
    )


@step("format", main="proposals")
def format_lines(play: Play, said: Arguments) -> Any:
    """Group the lines of invoice proposals by what they have in common, or as said; without either as before."""
    ids = play.numbered(said, "proposals", "populated")
    groups = [
        FormatGroup(
            proposal_id=ids[0],
            title=one.text("title"),
            line_nos=[int(no) for no in one.names("lines")],
            is_summary=one.flag("summary"),
        )
        for one in (Arguments(each, where="a group") for each in said.items("groups"))
    ]
    return format_proposals(
        play.act,
        proposal_ids=ids,
        by=cast("GroupedBy", said.choice("by", get_args(GroupedBy))) if "by" in said else None,
        is_summary=said.flag("summary"),
        groups=groups,
    )


@step("post_invoices", main="proposals")
def post_the_invoices(play: Play, said: Arguments) -> Any:
    """Post invoice proposals: a numbered invoice or credit note each."""
    invoice_date = said.day("invoice_date") or play.today
    posted = post_proposals(
        play.act,
        proposal_ids=play.numbered(said, "proposals", "populated"),
        invoice_date=invoice_date,
    )
    play.today = max(play.today, invoice_date)
    return posted


@step("render", main="invoices")
def render(play: Play, said: Arguments) -> Any:
    """Render posted invoices as PDF."""
    return render_invoices(play.act, invoice_ids=_posted(play, said))


@step("send", main="invoices")
def send(play: Play, said: Arguments) -> Any:
    """Put posted invoices into the queue, as their customers' sending profiles say."""
    return send_documents(play.act, invoice_ids=_posted(play, said), again=said.flag("again"))


@step("settle_deliveries", main="deliveries")
def settle(play: Play, said: Arguments) -> Any:
    """Say what became of deliveries that are unclear, or that wait."""
    became = cast("Became", said.choice("became", get_args(Became)))
    return settle_deliveries(play.act, delivery_ids=_delivered(play, said), became=became)


@step("retry_deliveries", main="deliveries")
def retry(play: Play, said: Arguments) -> Any:
    """Try deliveries again: at once what waits, anew what failed or came back."""
    return retry_deliveries(play.act, delivery_ids=_delivered(play, said))


@step("revoke_pages", main="invoices")
def revoke(play: Play, said: Arguments) -> Any:
    """Revoke the pages that customers have of invoices."""
    return revoke_pages(play.act, invoice_ids=_posted(play, said))


@step("ask_question", main="invoice")
def ask(play: Play, said: Arguments) -> Any:
    """Ask about an invoice, or about one of its lines, on the page that its customer has."""
    number = said.text("invoice")
    pages = SELECTIONS["pages"].values(company_id=play.company_id, numbers=[number])
    if not pages:
        raise unknown("document with a page", number, [])
    line = said.take("line") if "line" in said else None
    return ask_question(
        play.act,
        page_id=pages[-1],
        text=said.text("text"),
        asker=said.text("asker"),
        line_no=None if line is None else int(line),
    )


@step("answer_questions", main="questions")
def answer(play: Play, said: Arguments) -> Any:
    """Answer questions of customers."""
    ids = [find_question(company_id=play.company_id, name=str(name)) for name in said.names("questions")]
    return answer_questions(play.act, question_ids=ids, answer=said.text("answer"))


def _posted(play: Play, said: Arguments) -> list[int]:
    names: Sequence[Any] = said.names("invoices")
    return play.selection("invoices", numbers=None if names in ([ALL], []) else [str(n) for n in names])


def _delivered(play: Play, said: Arguments) -> list[int]:
    names: Sequence[Any] = said.names("deliveries")
    return play.selection("deliveries", names=None if names in ([ALL], []) else [str(n) for n in names])
