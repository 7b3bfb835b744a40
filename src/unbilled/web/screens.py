"""The screens: every list of the house as a page, with what can be done with its rows; adding one is adding a line."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse

from unbilled.accounting.reads.journal_lines import JOURNAL_LINES
from unbilled.accounting.reads.journals import JOURNALS
from unbilled.accounting.reads.line_properties import LINE_PROPERTIES
from unbilled.accounting.reads.posting_rules import POSTING_RULES
from unbilled.accounting.reads.profiles import PROFILES
from unbilled.accounting.reads.proposals import PROPOSALS
from unbilled.actuals.reads.adjustments import ADJUSTMENTS
from unbilled.agreements.reads.change_orders import CHANGE_ORDERS
from unbilled.agreements.reads.contract_lines import CONTRACT_LINES
from unbilled.agreements.reads.contracts import CONTRACTS
from unbilled.agreements.reads.prices import PRICES
from unbilled.billing.reads.backlog import OPEN_SALES
from unbilled.billing.reads.backlog_totals import OPEN_TOTALS
from unbilled.billing.reads.limits import LIMITS
from unbilled.billing.reads.milestone_headers import MILESTONE_HEADERS
from unbilled.billing.reads.milestones import MILESTONES
from unbilled.billing.reads.proformas import PROFORMAS
from unbilled.billing.reads.retainers import RETAINERS
from unbilled.billing.reads.schedule import SCHEDULE
from unbilled.billing.reads.work_without_line import WORK_WITHOUT_LINE
from unbilled.companies.reads.exchange_rates import EXCHANGE_RATES
from unbilled.companies.reads.number_series import NUMBER_SERIES
from unbilled.companies.reads.terms import TERMS
from unbilled.documents.reads.deliveries import DELIVERIES
from unbilled.documents.reads.message_texts import MESSAGE_TEXTS
from unbilled.documents.reads.questions import QUESTIONS
from unbilled.documents.reads.sending_profiles import SENDING_PROFILES
from unbilled.foundation import figures
from unbilled.foundation.lists.columns import Column, Row
from unbilled.kit.screens import Action, Drill, Field, Fill, Screen, View
from unbilled.ledger.reads.accounts import ACCOUNTS
from unbilled.ledger.reads.fiscal_years import FISCAL_YEARS
from unbilled.ledger.reads.periods import PERIODS
from unbilled.masterdata.reads.categories import CATEGORIES
from unbilled.masterdata.reads.customers import CUSTOMERS
from unbilled.masterdata.reads.org_units import ORG_UNITS
from unbilled.masterdata.reads.projects import PROJECTS
from unbilled.masterdata.reads.resources import RESOURCES
from unbilled.masterdata.reads.roles import ROLES
from unbilled.masterdata.reads.tasks import TASKS
from unbilled.masterdata.reads.write_off_reasons import WRITE_OFF_REASONS
from unbilled.people.reads.acts import ACTS
from unbilled.people.reads.people import PEOPLE
from unbilled.reports.reads.backlog_of_day import BACKLOG_OF_DAY
from unbilled.reports.reads.billing_hub import BILLING_HUB
from unbilled.reports.reads.customer_balances import CUSTOMER_BALANCES
from unbilled.reports.reads.customer_transactions import CUSTOMER_TRANSACTIONS
from unbilled.reports.reads.ledger_entries import LEDGER_ENTRIES
from unbilled.reports.reads.posted_documents import INVOICES
from unbilled.reports.reads.project_transactions import PROJECT_TRANSACTIONS
from unbilled.reports.reads.realization import BY_CONTRACT, BY_MONTH, BY_PERSON, BY_PROJECT, REALIZATION
from unbilled.reports.reads.tax_transactions import TAX_TRANSACTIONS
from unbilled.reports.reads.trial_balance import BY_DIMENSIONS, BY_KIND, TRIAL_BALANCE
from unbilled.reports.reads.vouchers import VOUCHERS
from unbilled.reports.reads.work_in_progress import WORK_IN_PROGRESS
from unbilled.runs.reads.runs import RUNS
from unbilled.tax.reads.item_tax_groups import ITEM_TAX_GROUPS
from unbilled.tax.reads.tax_codes import TAX_CODES
from unbilled.tax.reads.tax_groups import TAX_GROUPS
from unbilled.web import offers
from unbilled.web.backlog import rows as backlog
from unbilled.web.contracts import rows as contracts
from unbilled.web.drafts import rows as drafts
from unbilled.web.entries import rows as entries
from unbilled.web.forms.catalogue import kept_of_milestone
from unbilled.web.hub import rows as hub
from unbilled.web.invoices import rows as invoices
from unbilled.web.journals import rows as journals
from unbilled.web.proposals import rows as proposals
from unbilled.work.reads.entries import ENTRIES
from unbilled.work.reads.recalls import RECALLS
from unbilled.work.rules import BILLING_TYPES

MANAGERS = ("project_manager", "billing_lead", "auditor", "administrator")
ACCOUNTANTS = ("project_accountant", "billing_lead", "auditor", "administrator")
APPROVERS = ("project_manager", "billing_lead")
BOOKKEEPERS = ("project_accountant",)
POSTERS = ("project_accountant", "billing_lead")
OFFICE = ("project_manager", "project_accountant", "billing_lead", "auditor", "administrator")

STAGES: Mapping[str, Mapping[str, int]] = {
    "work_entry": {"draft": 0, "returned": 0, "submitted": 50, "approved": 100},
    "agreements_change_order": {"draft": 0, "approved": 50, "applied": 100, "withdrawn": 100},
    "work_recall": {"requested": 0, "accepted": 100, "refused": 100},
    "billing_backlog_line": {"not_ready": 0, "ready_to_invoice": 20, "customer_invoice_created": 35},
    "billing_milestone": {
        "not_ready": 0,
        "ready_to_invoice": 20,
        "customer_invoice_created": 35,
        "customer_invoice_posted": 85,
    },
    "agreements_invoice_schedule_row": {
        "not_run": 0,
        "failed": 0,
        "skipped": 100,
        "nothing_due": 100,
        "billed": 100,
    },
    "billing_proforma": {"draft": 35, "confirmed": 50},
    "accounting_proposal": {"header_only": 50, "populated": 70, "posted": 85},
    "accounting_journal_line": {"draft": 0, "posted": 100},
}
"""How far along the way each status is, in percent of its pie."""


WORK, BACKLOG, INVOICING, LEDGER, AGREED, HOUSE, SETUP = (
    "",
    "Backlog",
    "Invoices",
    "Ledger",
    "Agreements",
    "House",
    "Set-up",
)
GROUPS = (WORK, BACKLOG, INVOICING, LEDGER, AGREED, HOUSE)
"""Headings of the navigation, in their order; what belongs to the set-up stands on a page of its own."""

READY = Action(
    name="ready",
    label="Ready",
    key="r",
    **backlog.MARKS_READY,
)
NOT_READY = Action(
    name="not-ready",
    label="Not ready",
    key="n",
    **backlog.MARKS_NOT_READY,
)
HOLDING = (
    Field(name="reason", label="Reason", kind="lines", hint="Why it is not billed for now."),
    Field(name="until", label="Until", kind="day", is_required=False),
)
HOLD = Action(
    name="hold",
    label="Hold back",
    **backlog.HOLDS,
    title="Hold work back",
    effect="It is not ready, and whoever bills everything passes it over until the day, or until it is marked ready.",
    button="Hold back",
    fields=HOLDING,
)
WHY_ADJUSTED = (
    Field(
        name="write_off_reason",
        label="Reason",
        hint="Its code, such as GOODWILL.",
        offers=offers.write_off_reasons,
    ),
    Field(
        name="reason",
        label="Because",
        kind="lines",
        is_required=False,
        hint="In words, if there is more to say.",
    ),
)
WRITE_OFF = Action(
    name="write-off",
    label="Write off",
    **backlog.WRITES_OFF,
    title="Write work off",
    effect="It is no longer charged; what is in the ledger is taken back today. One act undoes it.",
    button="Write off",
    fields=(
        Field(
            name="percent",
            label="Percent",
            kind="figure",
            is_required=False,
            hint="A part of each; empty: all of it.",
        ),
        *WHY_ADJUSTED,
    ),
)
WRITE_UP = Action(
    name="write-up",
    label="Write up",
    is_minor=True,
    **backlog.WRITES_UP,
    title="Write work up",
    effect="More is charged for the same quantity. One act undoes it.",
    button="Write up",
    fields=(
        Field(name="percent", label="Percent", kind="figure", hint="By such a part of each."),
        *WHY_ADJUSTED,
    ),
)
REPRICE = Action(
    name="reprice",
    label="Reprice",
    is_minor=True,
    **backlog.PRICES_ANEW,
    title="Price work anew",
    effect="What has another price then waits to be marked ready. One act undoes it:",
    button="Price anew",
    foresees=backlog.foresee_prices,
    fields=(
        Field(
            name="method",
            label="By",
            kind="choice",
            choices={
                "list": "The price lists of now",
                "price": "A price",
                "percent": "More or less, in percent",
            },
        ),
        Field(
            name="figure",
            label="Price or percent",
            kind="figure",
            is_required=False,
            hint="A price per unit, or percent such as -10; nothing for the price lists.",
        ),
        Field(name="reason", label="Because", kind="lines", is_required=False),
    ),
)
CREATE = Action(
    name="create",
    label="Create proformas",
    event="billing.create_proformas",
    does=backlog.bill_work,
    key="i",
    title="Create proformas",
    effect="There will be a draft for each contract and customer. Nothing is final before a draft is confirmed.",
    button="Create from",
    is_primary=True,
    run="process.bill_chosen",
    needs=backlog.chosen_sales,
)

ADD: dict[str, Any] = {
    "name": "add",
    "label": "Add to a draft",
    "key": "a",
    "title": "Add to a draft",
    "effect": "What is ready comes behind the lines that the draft has.",
    "button": "Add",
    "fields": (
        Field(
            name="proforma",
            label="Draft",
            is_required=False,
            hint="Its number, such as P-00012; empty: the newest of the contract and customer.",
        ),
    ),
}

TAKE_BACK = Action(
    name="take-back",
    label="Take back",
    **entries.TAKES_BACK,
    title="Take approvals back",
    effect="What was recorded of them is reversed, in the journals too. With a comment they are returned; without one "
    "they wait for another decision.",
    button="Take back",
    fields=(
        Field(name="comment", label="Comment", kind="lines", is_required=False, hint="What to correct."),
    ),
)
"""The approval of work is taken back."""

IN_BACKLOG = {"contract": "contract"}
IN_JOURNAL = {"journal": "journal", "kind": "line_kind"}
IN_ACCOUNT = {"account": "number"}
IN_PROGRESS = {"contract": "contract", "posting_type": "posting_type"}
IN_SPAN = {"from_date": "from_day", "through_date": "through_day"}
BEFORE_SPAN = {"through_date": "day_before"}
TO_SPAN_END = {"through_date": "through_day"}
OF_CUSTOMER = {"customer": "account", "currency": "transaction_currency", "through_date": "as_of_day"}
OF_ACCOUNT = {
    "number": Drill(screen="ledger-entries", asks=IN_ACCOUNT | IN_SPAN),
    "opening_amount": Drill(screen="ledger-entries", asks=IN_ACCOUNT | BEFORE_SPAN),
    "debit_amount": Drill(screen="ledger-entries", asks=IN_ACCOUNT | IN_SPAN),
    "credit_amount": Drill(screen="ledger-entries", asks=IN_ACCOUNT | IN_SPAN),
    "closing_amount": Drill(screen="ledger-entries", asks=IN_ACCOUNT | TO_SPAN_END),
}
"""Where figures of an account in a span lead."""
OF_SET = {"dimension_set": "dimension_set_id"}
OF_SPANS = (
    View(label="This month", query="from_date=month-start&through_date=month-end"),
    View(label="Last month", query="from_date=last-month-start&through_date=last-month-end"),
    View(label="This year", query="from_date=year-start&through_date=year-end"),
)
OPEN = "status=not_ready&status=ready_to_invoice"

TO_APPROVE = (
    "transaction_date,resource,project,task,category,description,quantity,billable_quantity,billing_type,"
    "contract"
)
WAITING_ENTRIES = f"status=submitted&sort=resource&columns={TO_APPROVE}"
ENTERED = (
    "transaction_date,resource,project,task,category,description,quantity,billing_type,contract,status,comment,"
    "receipt_count,entry"
)
AS_AGREED = {"": "As agreed"} | {one: figures.words(one).capitalize() for one in BILLING_TYPES}
SUBMITTED = ("status", "submitted")


def realized(asks: Mapping[str, str]) -> dict[str, Drill]:
    """Where the figures of realization lead: to the backlog, to adjustments, and to the days behind the others."""
    of_work = {one: column for one, column in asks.items() if one in ("contract", "project", "resource")}
    return {
        **{
            one: Drill(screen="realization", asks=asks)
            for one in ("worked_amount", "not_charged_amount", "edited_amount", "billed_amount")
        },
        **{
            f"{kind}_amount": Drill(screen="adjustments", asks=of_work, query=f"kind={kind}&undone=no")
            for kind in ("written_off", "written_up", "repriced")
            if of_work
        },
        "drafted_amount": Drill(screen="backlog", asks=asks, query="status=customer_invoice_created"),
        "held_amount": Drill(screen="backlog", asks=asks, query="held=yes"),
        "waiting_amount": Drill(screen="backlog", asks=asks, query=f"held=no&{OPEN}"),
    }


ALL_SCREENS = (
    Screen(
        path="hub",
        read=BILLING_HUB,
        noun="contracts",
        group=WORK,
        icon="network",
        go="h",
        roles=OFFICE,
        views=(
            View(label="Active contracts", query="status=confirmed", opens_for=APPROVERS),
            View(label="Something ready", query="status=confirmed&ready=yes"),
            View(label="Mine", query="status=confirmed&scope=mine"),
            View(label="Draft contracts", query="status=draft"),
        ),
        drills={
            "billed_amount": Drill(screen="invoices", asks=IN_BACKLOG),
            "time_amount": Drill(screen="backlog", asks=IN_BACKLOG, query=f"class=time&{OPEN}"),
            "expense_amount": Drill(screen="backlog", asks=IN_BACKLOG, query=f"class=expense&{OPEN}"),
            "material_amount": Drill(screen="backlog", asks=IN_BACKLOG, query=f"class=material&{OPEN}"),
            "fee_amount": Drill(screen="backlog", asks=IN_BACKLOG, query=f"class=fee&{OPEN}"),
            "milestone_amount": Drill(screen="milestones", asks=IN_BACKLOG, query=OPEN),
            "retainer_amount": Drill(screen="retainers", asks=IN_BACKLOG),
            "ready_amount": Drill(screen="backlog", asks=IN_BACKLOG, query="status=ready_to_invoice"),
            "draft_amount": Drill(screen="proformas", asks=IN_BACKLOG, query="status=draft"),
            "limit_percent": Drill(screen="limits", asks=IN_BACKLOG),
            "next_run": Drill(screen="schedule", asks=IN_BACKLOG, query="sort=date"),
        },
        expands="hub_lines",
        opens=("contract", "contract"),
        actions=(
            Action(
                name="create",
                label="Create proformas",
                event="billing.create_proformas",
                does=hub.bill_contracts,
                key="i",
                title="Create proformas",
                effect="There will be a draft for each contract and customer with what is ready:",
                button="Create from",
                fields=(
                    Field(name="through", label="Work and milestones through", kind="day", preset="today"),
                ),
                is_primary=True,
                foresees=hub.foresee_proformas,
                run="process.bill",
                most=100,
                needs=hub.contracts_through,
            ),
        ),
        leads="contracts",
        hint="Agree on a contract, and it stands here.",
    ),
    Screen(
        path="entries",
        read=ENTRIES,
        explains=entries.entry_explained,
        title="Entries",
        columns=ENTERED.split(","),
        noun="entries",
        group=WORK,
        icon="clock",
        go="e",
        views=(
            View(
                label="To approve",
                query=WAITING_ENTRIES,
                opens_for=APPROVERS,
                done="All submitted work is decided.",
                then="backlog",
            ),
            View(label="By project", query=f"status=submitted&sort=project&columns={TO_APPROVE}"),
            View(
                label="Returned",
                query="status=returned",
                done="Nothing is with those who entered it.",
                then="entries",
            ),
            View(label="Without a line", query="without_line=yes"),
            View(label="This month", query="from_date=month-start"),
        ),
        split="status",
        opens=("entry", "entry"),
        fills={
            "billable_quantity": Fill(when=SUBMITTED, starts="quantity"),
            "billing_type": Fill(when=SUBMITTED, choices=AS_AGREED),
        },
        groups={"resource": "resource", "project": "project"},
        actions=(
            Action(
                name="approve",
                label="Approve",
                event="process.record_approved_work",
                does=entries.approve,
                key="r",
                title="Approve entries",
                effect="Cost and unbilled sales will be recorded, and wait in the journals.",
                button="Approve",
                is_primary=True,
                is_final=True,
                tells=entries.limits_of_entries,
                run="process.approve",
            ),
            Action(
                name="reject",
                label="Reject",
                **entries.REJECTS,
                key="n",
                title="Reject entries",
                effect="They go back to whoever entered them, with your comment.",
                button="Reject",
                fields=(Field(name="comment", label="Comment", kind="lines", hint="What to correct."),),
            ),
            TAKE_BACK,
            Action(
                name="ask-back",
                label="Ask back",
                **entries.ASKS_BACK,
                title="Ask for approved entries back",
                effect="They stay approved until whoever approves work decides.",
                button="Ask for",
                fields=(Field(name="reason", label="Reason", kind="lines", hint="What is wrong with them."),),
            ),
        ),
        leads="imports",
        hint="Import time, expenses, material and fees, or enter them.",
    ),
    Screen(
        path="recalls",
        read=RECALLS,
        noun="recalls",
        group=WORK,
        icon="undo-2",
        views=(
            View(
                label="To decide",
                query="status=requested",
                opens_for=APPROVERS,
                done="All recalls are decided.",
                then="entries",
            ),
        ),
        split="status",
        opens=("entry", "entry"),
        actions=(
            Action(
                name="accept",
                label="Accept",
                **entries.ACCEPTS,
                title="Give work back",
                effect="What was recorded of it is reversed, in the journals too, and who asked for it gets it back.",
                button="Give back",
                fields=TAKE_BACK.fields,
                is_primary=True,
            ),
            Action(
                name="refuse",
                label="Refuse",
                **entries.REFUSES,
                title="Refuse to give work back",
                effect="It stays approved.",
                button="Refuse",
                fields=(Field(name="comment", label="Comment", kind="lines", hint="Why it stays approved."),),
            ),
        ),
        hint="Whoever did approved work asks to have it back on its entry.",
        leads="entries",
    ),
    Screen(
        path="backlog",
        read=OPEN_SALES,
        title="Time & material backlog",
        columns=(
            *("transaction_date", "transaction_class", "customer", "contract", "resource", "description"),
            *("quantity", "unit_price", "transaction_amount", "transaction_currency", "billing_status"),
            *("billing_type", "proforma"),
        ),
        noun="sales",
        group=BACKLOG,
        icon="receipt-text",
        go="b",
        roles=OFFICE,
        views=(
            View(
                label="To review",
                query="status=not_ready",
                done="All open work is ready, or on a draft.",
                then="proformas",
            ),
            View(label="Ready", query="status=ready_to_invoice"),
            View(
                label="Over limit",
                query="limit_status=failed",
                done="Nothing is over a limit.",
                then="limits",
            ),
            View(label="Held", query="held=yes&sort=held", done="Nothing is held back.", then="backlog"),
            View(label="Older than 60 days", query="through_date=today-60"),
            View(label="Expenses", query="class=expense"),
        ),
        split="billing_status",
        opens=("entry", "entry"),
        explains=backlog.work_explained,
        actions=(
            READY,
            NOT_READY,
            HOLD,
            WRITE_OFF,
            WRITE_UP,
            REPRICE,
            Action(name="evaluate", label="Evaluate limits", is_minor=True, **backlog.EVALUATES),
            Action(name="reset", label="Reset limits", is_minor=True, **backlog.RESETS),
            replace(TAKE_BACK, is_minor=True, **entries.TAKES_SALES_BACK),
            Action(**ADD, **backlog.ADDS),
            CREATE,
        ),
        leads="entries",
        hint="Work comes here when it is approved.",
    ),
    Screen(
        path="adjustments",
        read=ADJUSTMENTS,
        noun="adjustments",
        group=BACKLOG,
        is_minor=True,
        icon="pencil",
        roles=OFFICE,
        views=(
            View(label="Written off", query="kind=written_off&undone=no"),
            View(label="Written up", query="kind=written_up&undone=no"),
            View(label="This month", query="from_date=month-start"),
        ),
        opens=("entry", "entry"),
        actions=(
            Action(
                name="undo",
                label="Undo",
                **backlog.UNDOES,
                title="Undo adjustments",
                effect="Whatever the acts of the chosen rows adjusted is worth again what it was.",
                button="Undo",
            ),
        ),
        leads="backlog",
        hint="Write work off or up in the backlog.",
    ),
    *(
        Screen(
            path=read.name,
            read=read,
            title="Realization",
            noun=noun,
            group=BACKLOG,
            is_minor=True,
            beside="" if read is BY_CONTRACT else BY_CONTRACT.name,
            tab=f"By {tab}",
            icon="chart-column",
            roles=OFFICE,
            is_of_history=True,
            views=(
                View(label="This year", query="from_date=year-start&through_date=year-end"),
                View(label="This month", query="from_date=month-start&through_date=month-end"),
                View(label="Last month", query="from_date=last-month-start&through_date=last-month-end"),
            ),
            drills=realized(asks),
            leads="entries",
            hint="Approve work that is sold, and what becomes of it stands here.",
        )
        for read, noun, tab, asks in (
            (BY_CONTRACT, "contracts", "contract", {"contract": "contract"}),
            (BY_PROJECT, "projects", "project", {"project": "project"}),
            (BY_PERSON, "people", "person", {"resource": "resource"}),
            (BY_MONTH, "months", "month", IN_SPAN),
        )
    ),
    Screen(
        path="realization",
        read=REALIZATION,
        is_of_history=True,
        noun="days",
        group=BACKLOG,
        beside=BY_CONTRACT.name,
        tab="By day",
        icon="chart-column",
        roles=OFFICE,
        leads="entries",
        hint="Approve work that is sold, and what becomes of it stands here.",
    ),
    Screen(
        path="backlog-totals",
        read=OPEN_TOTALS,
        title="Backlog by line",
        noun="lines",
        group=BACKLOG,
        is_minor=True,
        icon="layers",
        roles=OFFICE,
        leads="entries",
        hint="Work comes here when it is approved.",
    ),
    Screen(
        path="milestones",
        read=MILESTONES,
        title="Milestones & products",
        tab="Each part",
        noun="milestones",
        group=BACKLOG,
        icon="flag",
        go="m",
        roles=OFFICE,
        views=(
            View(
                label="Due",
                query="status=not_ready&through_date=today",
                done="No milestone is due and not ready.",
                then="proformas",
            ),
            View(label="Ready", query="status=ready_to_invoice"),
        ),
        split="status",
        explains=backlog.milestone_explained,
        actions=(
            replace(READY, **backlog.MARKS_MILESTONES_READY),
            replace(NOT_READY, **backlog.MARKS_MILESTONES_NOT_READY),
            Action(**ADD, **backlog.ADDS_MILESTONES),
            replace(HOLD, **backlog.HOLDS_MILESTONES, title="Hold milestones back"),
            Action(
                name="progress",
                label="Progress",
                **backlog.PREPARES_PROGRESS,
                title="Bill progress",
                effect="What is complete of the lines of these milestones, less what is ready or billed, becomes a "
                "milestone that is ready; what is left waits.",
                button="Bill progress of",
                fields=(
                    Field(
                        name="percent",
                        label="Complete, in percent",
                        kind="figure",
                        is_required=False,
                        hint="Of what was agreed, from the beginning, such as 40; or the amount.",
                    ),
                    Field(
                        name="amount",
                        label="Complete amount",
                        kind="figure",
                        is_required=False,
                        hint="Of one line, before tax.",
                    ),
                    Field(
                        name="name",
                        label="Name",
                        is_required=False,
                        hint="Printed; empty: such as Progress to 40 %.",
                    ),
                ),
            ),
            Action(
                name="part",
                label="Part",
                **backlog.PREPARES_PARTS,
                title="Bill a part of products",
                effect="So much of what waits of these products becomes a part that is ready; what is left waits.",
                button="Bill a part of",
                fields=(
                    Field(name="quantity", label="Quantity", hint="Of each product, in its unit."),
                    Field(name="day", label="Delivered on", kind="day", preset="today"),
                ),
            ),
            replace(CREATE, **backlog.BILLS_MILESTONES),
        ),
        leads="contracts",
        hint="Milestones are agreed on fixed-price lines of contracts, products on lines of their own.",
        keeps="milestones",
        keeps_instead=kept_of_milestone,
    ),
    Screen(
        path="milestone-headers",
        read=MILESTONE_HEADERS,
        title="Milestones as a whole",
        beside="milestones",
        tab="As a whole",
        noun="milestones",
        group=BACKLOG,
        icon="milestone",
        roles=OFFICE,
        views=(
            View(
                label="In progress",
                query="header=partly_ready&header=ready&header=partly_on_a_draft&header=on_a_draft&header=partly_billed",
            ),
            View(label="Completed", query="header=completed"),
        ),
        leads="contracts",
        hint="Milestones are agreed on fixed-price lines of contracts.",
    ),
    Screen(
        path="schedule",
        read=SCHEDULE,
        noun="run dates",
        group=BACKLOG,
        is_minor=True,
        icon="calendar",
        roles=OFFICE,
        views=(
            View(label="To come", query="status=not_run"),
            View(label="Failed", query="status=failed", done="No run date failed.", then="proformas"),
            View(label="Done", query="status=billed&status=nothing_due"),
        ),
        split="status",
        tones={"problem": "warn"},
        leads="contracts",
        hint="Contract lines get their schedules where contracts are kept.",
    ),
    Screen(
        path="retainers",
        read=RETAINERS,
        noun="retainers",
        group=BACKLOG,
        icon="piggy-bank",
        roles=OFFICE,
        views=(
            View(label="To invoice", query="status=not_ready&status=ready_to_invoice"),
            View(label="Invoiced", query="status=customer_invoice_posted"),
        ),
        split="status",
        actions=(
            replace(READY, **backlog.MARKS_RETAINERS_READY),
            replace(NOT_READY, **backlog.MARKS_RETAINERS_NOT_READY),
            replace(HOLD, **backlog.HOLDS_RETAINERS, title="Hold retainers back"),
            replace(CREATE, **backlog.BILLS_RETAINERS),
            Action(
                name="refund",
                label="Refund",
                **backlog.REFUNDS,
                title="Refund retainers",
                effect="What is available of them goes on drafts of their own; confirmed and posted they are credit "
                "notes. Discarding a draft takes the refund back.",
                button="Draft the refund of",
                fields=(
                    Field(
                        name="reason", label="Reason", hint="Printed on the credit note.", is_required=False
                    ),
                ),
            ),
            Action(
                name="roll-over",
                label="Roll over",
                **backlog.ROLLS_OVER,
                is_minor=True,
                title="Roll retainers over",
                effect="What is open of them can be used through the day; without one, for good.",
                button="Roll over",
                fields=(Field(name="until", label="Last day", kind="day", is_required=False),),
            ),
            Action(
                name="expire",
                label="Expire",
                **backlog.LETS_EXPIRE,
                is_minor=True,
                title="Let retainers expire",
                effect="What is open of them after their last day is revenue, and not available any more. "
                "Bill the time through that day first.",
                button="Expire",
                is_final=True,
            ),
            Action(
                name="remove",
                label="Remove",
                **backlog.REMOVES,
                is_minor=True,
                title="Remove retainers",
                effect="They are not agreed any more. What was on a proforma once stays.",
                button="Remove",
            ),
        ),
        leads="contracts",
        hint="Retainers are agreed on the pages of contracts.",
        keeps="retainers",
    ),
    Screen(
        path="limits",
        read=LIMITS,
        noun="limits",
        group=BACKLOG,
        is_minor=True,
        icon="gauge",
        roles=OFFICE,
        drills={
            "failed_amount": Drill(screen="backlog", asks=IN_BACKLOG, query="limit_status=failed"),
            "committed_amount": Drill(screen="backlog", asks=IN_BACKLOG, query="limit_status=committed"),
        },
        leads="contracts",
        hint="Contracts, lines and their customers get limits where contracts are kept.",
    ),
    Screen(
        path="backlog-of-day",
        read=BACKLOG_OF_DAY,
        is_of_history=True,
        noun="lines",
        group=BACKLOG,
        is_minor=True,
        icon="history",
        roles=OFFICE,
        views=(
            View(label="Today", query="through_date=today"),
            View(label="End of last month", query="through_date=last-month-end"),
        ),
        leads="entries",
        hint="Work is in progress from its accounting date until it is invoiced.",
    ),
    Screen(
        path="work-without-line",
        read=WORK_WITHOUT_LINE,
        title="Work without a line",
        noun="actuals",
        group=BACKLOG,
        is_minor=True,
        icon="unlink",
        roles=OFFICE,
        tones={"reason": "warn"},
        explains=backlog.work_explained,
    ),
    Screen(
        path="proformas",
        read=PROFORMAS,
        title="Proformas",
        noun="proformas",
        group=INVOICING,
        icon="file-pen-line",
        go="i",
        roles=OFFICE,
        views=(
            View(
                label="Drafts",
                query="status=draft",
                opens_for=APPROVERS,
                done="No draft is left to confirm.",
                then="proposals",
            ),
            View(label="In review", query="status=draft&review=in_review"),
            View(label="Confirmed", query="status=confirmed"),
            View(
                label="Stale drafts",
                query="status=draft&through_date=today-14",
                done="No draft is older than two weeks.",
                then="proformas",
            ),
        ),
        split="status",
        opens=("proforma", "number"),
        actions=(
            Action(
                name="confirm",
                label="Confirm",
                event="process.confirm_and_propose",
                does=drafts.confirm,
                title="Confirm proformas",
                effect="Their work is billed, and each becomes an invoice proposal. "
                "To take that back afterwards, a correction is needed.",
                button="Confirm",
                is_primary=True,
                is_final=True,
                run="process.confirm",
                most=100,
            ),
            Action(
                name="merge",
                label="Merge",
                event="billing.merge_drafts",
                does=drafts.merge,
                title="Merge drafts",
                effect="The oldest takes the lines of the others, as edited; their numbers are not used again.",
                button="Merge",
            ),
            Action(
                name="discard",
                label="Discard",
                **drafts.DISCARDS,
                most=100,
                title="Discard proformas",
                effect="Their work and milestones are ready to invoice again. The numbers are not used again.",
                button="Discard",
            ),
        ),
        leads="backlog",
        hint="Create one from what is ready in the backlog.",
    ),
    Screen(
        path="journals",
        read=JOURNALS,
        title="Integration journals",
        noun="journals",
        group=INVOICING,
        icon="book-open",
        go="j",
        roles=ACCOUNTANTS,
        views=(
            View(
                label="To post",
                query="status=draft",
                opens_for=BOOKKEEPERS,
                done="All journals are posted.",
                then="proposals",
            ),
        ),
        opens=("journal", "journal"),
        drills={
            "draft_count": Drill(screen="journal-lines", asks=IN_JOURNAL, query="status=draft"),
            "draft_amount": Drill(screen="journal-lines", asks=IN_JOURNAL, query="status=draft"),
            "posted_amount": Drill(screen="journal-lines", asks=IN_JOURNAL, query="status=posted"),
        },
        leads="entries",
        hint="Approved work comes here before it is posted.",
    ),
    Screen(
        path="journal-lines",
        read=JOURNAL_LINES,
        noun="lines",
        group=INVOICING,
        is_minor=True,
        icon="book-open-check",
        roles=ACCOUNTANTS,
        views=(
            View(
                label="To post",
                query="status=draft",
                opens_for=BOOKKEEPERS,
                done="All journal lines are posted.",
                then="proposals",
            ),
            View(label="Cost", query="kind=cost"),
            View(label="Sales", query="kind=sales"),
        ),
        split="status",
        actions=(
            Action(
                name="adjust",
                label="Adjust",
                **journals.ADJUSTS,
                key="e",
                title="Adjust journal lines",
                effect="What is left empty stays as it is.",
                button="Adjust",
                fields=(
                    Field(name="accounting_date", label="Accounting date", kind="day", is_required=False),
                    Field(
                        name="tax_group_id",
                        label="Tax group",
                        is_required=False,
                        hint="By its code; of sales lines only.",
                        offers=offers.tax_groups,
                    ),
                    Field(
                        name="item_tax_group_id",
                        label="Item tax group",
                        is_required=False,
                        offers=offers.item_tax_groups,
                    ),
                    Field(
                        name="dimension_set_id",
                        label="Dimensions",
                        is_required=False,
                        hint="As the company has them, such as department Design.",
                        offers=offers.dimensions,
                    ),
                ),
            ),
            Action(name="try", label="Try posting", **journals.TRIES),
            Action(
                name="post",
                label="Post",
                event="accounting.post_journals",
                does=journals.post_lines,
                title="Post journal lines",
                effect="Each line gets its voucher in the ledger, where its profile says so. Vouchers never change.",
                button="Post",
                is_primary=True,
                is_final=True,
                run="process.post_journals",
            ),
        ),
        leads="entries",
        hint="Approved work comes here before it is posted.",
    ),
    Screen(
        path="proposals",
        read=PROPOSALS,
        noun="proposals",
        group=INVOICING,
        icon="files",
        go="p",
        roles=ACCOUNTANTS,
        views=(
            View(
                label="Open",
                query="status=header_only&status=populated",
                opens_for=POSTERS,
                done="All proposals are posted.",
                then="invoices",
            ),
            View(label="Ready to post", query="status=populated"),
            View(label="Posted", query="status=posted"),
        ),
        split="status",
        tones={"waits_for": "warn"},
        opens=("proposal", "number"),
        actions=(
            Action(
                name="post",
                label="Post",
                event="process.post_proposals",
                does=proposals.post,
                title="Post invoices",
                effect="Each gets its legal number and its vouchers, and is never changed again.",
                button="Post",
                fields=(Field(name="invoice_date", label="Invoice date", kind="day", preset="today"),),
                is_primary=True,
                is_final=True,
                run="process.post_invoices",
                most=100,
                needs=proposals.proposals_on,
            ),
        ),
        leads="proformas",
        hint="A confirmed proforma becomes a proposal.",
    ),
    Screen(
        path="invoices",
        read=INVOICES,
        noun="documents",
        group=INVOICING,
        icon="file-check",
        go="o",
        roles=OFFICE,
        views=(
            View(label="Credit notes", query="document=credit_note"),
            View(
                label="Not printed", query="printed=no", done="All documents have their PDF.", then="invoices"
            ),
            View(
                label="Not sent", query="delivery=not_sent", done="All documents are sent.", then="deliveries"
            ),
            View(label="This month", query="from_date=month-start"),
        ),
        opens=("invoice", "number"),
        actions=(
            Action(
                name="print",
                label="Make PDFs",
                event="documents.render_invoices",
                does=invoices.print_documents,
                run="process.print",
                most=10,
            ),
            Action(
                name="send",
                label="Send",
                event="documents.send_documents",
                does=invoices.send,
                title="Send to customers",
                effect="They are put into the queue as the customers' sending profiles say, and go within a minute.",
                button="Send",
                run="process.deliver",
                most=10,
                is_final=True,
            ),
            Action(
                name="credit",
                label="Credit",
                **invoices.CREDITS,
                most=10,
                title="Credit in full",
                effect="All that they still bill is taken back: the work is open again, and credit notes are made.",
                button="Credit",
                is_final=True,
                fields=invoices.CREDITING,
            ),
        ),
        leads="proposals",
        hint="Post a proposal, and its invoice stands here.",
    ),
    Screen(
        path="deliveries",
        read=DELIVERIES,
        noun="deliveries",
        group=INVOICING,
        is_minor=True,
        icon="send",
        roles=OFFICE,
        views=(
            View(
                label="To be looked at",
                query="status=unclear&status=failed&status=bounced&status=sent_in_part",
                done="No delivery has to be looked at.",
                then="deliveries",
            ),
            View(label="Waiting", query="status=waiting&status=sending"),
        ),
        opens=("invoice", "number"),
        actions=(
            Action(
                name="retry",
                label="Try again",
                **invoices.RETRIES,
                most=10,
                title="Try again",
                effect="What waits is tried within a minute; what failed or came back is sent anew, to today's "
                "addresses.",
                button="Try again",
                is_primary=True,
            ),
            Action(
                name="settle",
                label="Settle",
                **invoices.SETTLES,
                title="What became of it?",
                effect="Ask whom it was for: what arrived must not be sent again.",
                button="Settle",
                fields=(
                    Field(
                        name="became",
                        label="It",
                        kind="choice",
                        choices={
                            "sent": "arrived, or was handed over by hand",
                            "not_sent": "did not arrive, send it again",
                            "given_up": "is not sent any more",
                        },
                        preset="sent",
                    ),
                ),
            ),
        ),
        leads="invoices",
        hint="Give customers a sending profile and send their invoices, and they stand here.",
    ),
    Screen(
        path="questions",
        read=QUESTIONS,
        noun="questions",
        group=INVOICING,
        is_minor=True,
        icon="message-circle-question-mark",
        roles=OFFICE,
        views=(
            View(label="Open", query="status=open", done="All questions are answered.", then="deliveries"),
        ),
        opens=("invoice", "number"),
        actions=(
            Action(
                name="answer",
                label="Answer",
                **invoices.ANSWERS,
                title="Answer",
                effect="The answer stands on the customer's page and is sent to who gets the invoice.",
                button="Answer",
                fields=(Field(name="answer", label="Answer"),),
                is_primary=True,
                is_final=True,
            ),
        ),
        hint="Customers ask on the page that a link in the e-mail leads to.",
        leads="deliveries",
    ),
    Screen(
        path="trial-balance",
        read=BY_KIND,
        tab="Tree",
        noun="kinds of accounts",
        group=LEDGER,
        icon="scale",
        go="l",
        roles=ACCOUNTANTS,
        views=OF_SPANS,
        drills={"kind_name": Drill(screen="trial-balance-accounts", asks={"kind": "account_kind"} | IN_SPAN)},
        expands="balances_below",
        is_balanced=True,
        leads="journals",
        hint="Post the journals, and what they come to stands here.",
    ),
    Screen(
        path="trial-balance-accounts",
        read=TRIAL_BALANCE,
        tab="Accounts",
        beside="trial-balance",
        noun="accounts",
        group=LEDGER,
        icon="scale",
        roles=ACCOUNTANTS,
        views=OF_SPANS,
        is_balanced=True,
        drills=OF_ACCOUNT,
        leads="journals",
        hint="Post the journals, and what they come to stands here.",
    ),
    Screen(
        path="trial-balance-by-dimensions",
        read=BY_DIMENSIONS,
        title="Trial balance",
        tab="Dimensions",
        beside="trial-balance",
        noun="balances",
        group=LEDGER,
        icon="scale",
        roles=ACCOUNTANTS,
        views=OF_SPANS,
        drills={name: replace(drill, asks={**drill.asks, **OF_SET}) for name, drill in OF_ACCOUNT.items()},
        is_balanced=True,
        leads="journals",
        hint="Post the journals, and what they come to stands here.",
    ),
    Screen(
        path="work-in-progress",
        read=WORK_IN_PROGRESS,
        is_of_history=True,
        noun="balances",
        group=LEDGER,
        icon="hourglass",
        roles=OFFICE,
        views=(
            View(label="This month", query="from_date=month-start&through_date=month-end"),
            View(label="Last month", query="from_date=last-month-start&through_date=last-month-end"),
        ),
        drills={
            "opening_amount": Drill(screen="ledger-entries", asks=IN_PROGRESS | BEFORE_SPAN),
            "added_amount": Drill(screen="ledger-entries", asks=IN_PROGRESS | IN_SPAN),
            "released_amount": Drill(screen="ledger-entries", asks=IN_PROGRESS | IN_SPAN),
            "closing_amount": Drill(screen="ledger-entries", asks=IN_PROGRESS | TO_SPAN_END),
            "oldest_day": Drill(screen="backlog", asks={"contract": "contract"}, query="sort=date"),
        },
        leads="journals",
        hint="Post the journals of work that accrues revenue, and it stands here until it is invoiced.",
    ),
    Screen(
        path="customer-balances",
        read=CUSTOMER_BALANCES,
        noun="balances",
        group=LEDGER,
        icon="users",
        roles=ACCOUNTANTS,
        views=(
            View(label="Today", query="as_of_date=today"),
            View(label="End of last month", query="as_of_date=last-month-end"),
        ),
        usual="as_of_date=today",
        tones={"older_amount": "bad"},
        expands="documents_below",
        drills={"balance_amount": Drill(screen="customer-transactions", asks=OF_CUSTOMER)},
        leads="proposals",
        hint="Post a proposal, and what its customer owes stands here.",
    ),
    Screen(
        path="customer-transactions",
        read=CUSTOMER_TRANSACTIONS,
        noun="transactions",
        group=LEDGER,
        is_minor=True,
        icon="receipt",
        roles=ACCOUNTANTS,
        views=(
            View(label="Invoices by due date", query="document=invoice&sort=due"),
            View(label="This month", query="from_date=month-start"),
        ),
        opens=("invoice", "document"),
        leads="proposals",
        hint="Post a proposal, and what its customer owes stands here.",
    ),
    Screen(
        path="tax-transactions",
        read=TAX_TRANSACTIONS,
        noun="transactions",
        group=LEDGER,
        is_minor=True,
        icon="percent",
        roles=ACCOUNTANTS,
        views=(
            View(label="This month", query="from_date=month-start&through_date=month-end"),
            View(label="Last month", query="from_date=last-month-start&through_date=last-month-end"),
        ),
        opens=("invoice", "document"),
        leads="proposals",
        hint="Post a proposal, and its tax stands here.",
    ),
    Screen(
        path="project-transactions",
        read=PROJECT_TRANSACTIONS,
        noun="transactions",
        group=LEDGER,
        is_minor=True,
        icon="folder-clock",
        roles=OFFICE,
        views=(
            View(label="Cost", query="type=cost"),
            View(label="Unbilled sales", query="type=unbilled_sales"),
            View(label="Billed sales", query="type=billed_sales"),
        ),
        leads="journals",
        hint="Post the journals, and cost and sales of projects stand here.",
    ),
    Screen(
        path="vouchers",
        read=VOUCHERS,
        noun="vouchers",
        group=LEDGER,
        is_minor=True,
        icon="stamp",
        roles=ACCOUNTANTS,
        views=(
            View(label="Of projects", query="kind=project_cost&kind=project_sales"),
            View(label="Of documents", query="kind=customer_invoice&kind=customer_credit_note"),
            View(label="This month", query="from_date=month-start"),
        ),
        opens=("voucher", "number"),
        leads="journals",
        hint="Post the journals, and their vouchers stand here.",
    ),
    Screen(
        path="ledger-entries",
        read=LEDGER_ENTRIES,
        noun="entries",
        group=LEDGER,
        is_minor=True,
        icon="rows-3",
        roles=ACCOUNTANTS,
        opens=("voucher", "voucher"),
        leads="journals",
        hint="Post the journals, and their entries stand here.",
    ),
    Screen(
        path="accounts",
        read=ACCOUNTS,
        noun="accounts",
        group=LEDGER,
        is_minor=True,
        icon="list-tree",
        keeps="accounts",
        drills={"number": Drill(screen="ledger-entries", asks=IN_ACCOUNT)},
    ),
    Screen(
        path="periods",
        read=PERIODS,
        noun="periods",
        opens=("period", "name"),
        group=LEDGER,
        icon="calendar-range",
        views=(View(label="Open", query="status=open"), View(label="Closed", query="status=closed")),
    ),
    Screen(path="years", read=FISCAL_YEARS, noun="years", group=SETUP, icon="calendar-days", keeps="years"),
    Screen(
        path="contracts",
        read=CONTRACTS,
        noun="contracts",
        group=AGREED,
        icon="handshake",
        go="c",
        views=(
            View(label="Draft", query="status=draft"),
            View(label="Confirmed", query="status=confirmed"),
        ),
        opens=("contract", "number"),
        actions=(
            Action(
                name="confirm",
                label="Confirm",
                **contracts.CONFIRMS,
                most=10,
                title="Confirm contracts",
                effect="From here on their lines bill: work under them can be marked ready to invoice. Work on their "
                "projects that is recorded and not billed follows their terms.",
                button="Confirm",
                is_primary=True,
                is_final=True,
            ),
        ),
        keeps="contracts",
    ),
    Screen(
        path="contract-lines",
        read=CONTRACT_LINES,
        noun="lines",
        group=SETUP,
        icon="list-tree",
        keeps="contract-lines",
        actions=(
            Action(
                name="change-order",
                label="Change order",
                event="process.draft_change_order",
                does=contracts.order_change,
                title="Draft a change order",
                effect="It is kept until somebody approves it; from its day on it holds. What is left empty stays.",
                button="Draft for",
                fields=(
                    Field(name="name", label="What it is about"),
                    Field(name="from_day", label="From", kind="day", preset="today"),
                    Field(
                        name="amount", label="Amount", is_required=False, hint="What each line is agreed at."
                    ),
                    Field(
                        name="limit",
                        label="Limit",
                        is_required=False,
                        hint="Most of each that may be billed.",
                    ),
                    Field(
                        name="customers",
                        label="Shares",
                        is_required=False,
                        hint="Such as 10010=60, 10020=40; work of earlier days keeps the old ones.",
                    ),
                ),
            ),
        ),
    ),
    Screen(
        path="change-orders",
        read=CHANGE_ORDERS,
        noun="change orders",
        group=AGREED,
        icon="file-pen",
        roles=OFFICE,
        views=(
            View(
                label="To approve",
                query="status=draft",
                done="No change order waits for approval.",
                then="change-orders",
            ),
            View(label="To come", query="status=approved"),
            View(label="History", query="status=applied"),
        ),
        split="status",
        actions=(
            Action(
                name="approve",
                label="Approve",
                **contracts.APPROVES_ORDERS,
                most=100,
                title="Approve change orders",
                effect="Those whose day has come are applied at once, the others on their day; recorded work that is "
                "not billed follows.",
                button="Approve",
                is_primary=True,
                is_final=True,
            ),
            Action(name="apply", label="Apply", **contracts.APPLIES_ORDERS, most=100),
            Action(
                name="withdraw",
                label="Withdraw",
                **contracts.WITHDRAWS_ORDERS,
                title="Withdraw change orders",
                effect="They will not be applied. Their numbers are not used again.",
                button="Withdraw",
            ),
        ),
        leads="contracts",
        hint="Change orders are drafted on the pages of contracts, or of chosen contract lines.",
    ),
    Screen(path="prices", read=PRICES, noun="prices", group=SETUP, icon="tags", keeps="prices"),
    Screen(
        path="customers", read=CUSTOMERS, noun="customers", group=AGREED, icon="building-2", keeps="customers"
    ),
    Screen(
        path="projects",
        read=PROJECTS,
        noun="projects",
        group=AGREED,
        icon="folder-kanban",
        views=(View(label="Open", query="stage=open"), View(label="Closed", query="stage=closed")),
        keeps="projects",
    ),
    Screen(path="tasks", read=TASKS, noun="tasks", group=SETUP, icon="list-checks", keeps="tasks"),
    Screen(path="resources", read=RESOURCES, noun="resources", group=SETUP, icon="users", keeps="resources"),
    Screen(path="roles", read=ROLES, noun="roles", group=SETUP, icon="contact", keeps="roles"),
    Screen(path="org-units", read=ORG_UNITS, noun="units", group=SETUP, icon="network", keeps="org-units"),
    Screen(
        path="write-off-reasons",
        read=WRITE_OFF_REASONS,
        noun="reasons",
        group=SETUP,
        icon="message-square",
        keeps="write-off-reasons",
    ),
    Screen(
        path="categories", read=CATEGORIES, noun="categories", group=SETUP, icon="shapes", keeps="categories"
    ),
    Screen(
        path="rates",
        read=EXCHANGE_RATES,
        noun="rates",
        group=SETUP,
        icon="arrow-left-right",
        keeps="exchange-rates",
    ),
    Screen(
        path="sending-profiles",
        read=SENDING_PROFILES,
        noun="profiles",
        group=SETUP,
        icon="send",
        keeps="sending-profiles",
    ),
    Screen(
        path="message-texts",
        read=MESSAGE_TEXTS,
        noun="texts",
        group=SETUP,
        icon="mail",
        keeps="message-texts",
    ),
    Screen(path="terms", read=TERMS, noun="terms", group=SETUP, icon="calendar-clock", keeps="terms"),
    Screen(path="series", read=NUMBER_SERIES, noun="series", group=SETUP, icon="hash", keeps="number-series"),
    Screen(path="tax-codes", read=TAX_CODES, noun="codes", group=SETUP, icon="percent", keeps="tax-codes"),
    Screen(
        path="tax-groups", read=TAX_GROUPS, noun="groups", group=SETUP, icon="percent", keeps="tax-groups"
    ),
    Screen(
        path="item-tax-groups",
        read=ITEM_TAX_GROUPS,
        noun="groups",
        group=SETUP,
        icon="percent",
        keeps="item-tax-groups",
    ),
    Screen(
        path="posting-rules",
        read=POSTING_RULES,
        noun="rules",
        group=SETUP,
        icon="route",
        keeps="posting-rules",
    ),
    Screen(
        path="line-properties",
        read=LINE_PROPERTIES,
        noun="properties",
        group=SETUP,
        icon="settings-2",
        keeps="line-properties",
    ),
    Screen(path="profiles", read=PROFILES, noun="profiles", group=SETUP, icon="route", keeps="profiles"),
    Screen(path="people", read=PEOPLE, noun="people", group=SETUP, icon="user-round", keeps="people"),
    Screen(
        path="runs",
        read=RUNS,
        title="Jobs",
        noun="runs",
        group=HOUSE,
        icon="list-restart",
        views=(
            View(label="Under way", query="status=waiting&status=running"),
            View(
                label="Interrupted", query="status=interrupted", done="No job was left behind.", then="runs"
            ),
            View(label="Refused", query="status=refused", done="No job was refused.", then="runs"),
        ),
        opens=("run", "run_id"),
        hint="What takes long is done in the background, and stands here with what it set aside.",
        leads="backlog",
    ),
    Screen(path="acts", read=ACTS, noun="acts", group=HOUSE, icon="scroll-text"),
)
SCREENS: Mapping[str, Screen] = {screen.path: screen for screen in ALL_SCREENS}
"""Every screen by its place in the address."""

PAGES: dict[str, str] = {
    "contract": "contract",
    "proforma": "draft",
    "proposal": "proposal",
    "invoice": "invoice",
    "journal": "journal",
    "period": "period",
    "voucher": "voucher",
    "run": "run",
}
"""Kinds of records that have a page of their own: the name of its address, which takes ``code`` and ``number``."""
FORMS: Mapping[str, str] = {"customer": "customers", "project": "projects"}
"""Kinds of records that others name and that are kept by a form: its place in the address."""


def drilled(drill: Drill, row: Row, column: Column, code: str) -> str:
    """Address of the rows that a figure is the sum of; nothing leads on from nothing, and what is open stays so."""
    if not row[column.name]:
        return ""
    asked = urlencode(
        {question: row[name] for question, name in drill.asks.items() if row[name] not in (None, "")}
    )
    query = "&".join(part for part in (asked, drill.query) if part)
    return f"{_place('list', code, drill.screen)}?{query}"


def address_of(code: str, screen: Screen) -> str:
    """Where a screen of a company is."""
    return _place("list", code, screen.path)


def is_of_use(request: Any, screen: Screen) -> bool:
    """Whether a screen is of use to the roles of whoever asks; nobody is kept from any by this."""
    person = getattr(request, "person", None)
    sees_all = person is None or person.is_administrator
    return sees_all or not screen.roles or bool(set(request.roles) & set(screen.roles))


def page_of(kind: str, row: Row, column: Column, code: str) -> str:
    """Address of the record that a cell leads to, or nothing.

    Args:
        kind: What the record is.
        row: The row.
        column: Column with the name that people see.
        code: Company.
    """
    name = row[column.name]
    if name in (None, "", 0):
        return ""
    if kind in PAGES:
        return _place(PAGES[kind], code, name)
    if kind == "entry":
        return f"{_place('trace', code, kind)}?{urlencode({'name': name})}"
    if kind == "receipts":
        return _place("receipts", code, str(row[column.link_id]))
    if kind in FORMS:
        key = row[column.link_id or f"{kind}_id"]
        return _place("form", code, FORMS[kind], str(key)) if key else ""
    return ""


def _place(name: str, *asked: str) -> str:
    """An address by its name; a page of a list asks for the same ones hundreds of times."""
    return _place_below(get_script_prefix(), name, *asked)


@lru_cache(maxsize=4096)
def _place_below(prefix: str, name: str, *asked: str) -> str:
    return reverse(name, args=asked)
