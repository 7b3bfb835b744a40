"""The page of one contract: customers, lines and what they cover, prices, milestones, profiles, and its steps."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbilled.accounting.reads.line_profiles import line_profiles
from unbilled.agreements.events.generate_schedules import generate_schedules
from unbilled.agreements.events.skip_schedule_rows import skip_schedule_rows
from unbilled.agreements.events.withdraw_change_orders import withdraw_change_orders
from unbilled.agreements.reads.agreed import AgreedContract, agreed
from unbilled.agreements.reads.change_orders import CHANGE_ORDERS
from unbilled.agreements.reads.contracts import CONTRACTS
from unbilled.agreements.reads.find_selection import NameUnknown, find_selection
from unbilled.agreements.reads.prices import PRICES
from unbilled.agreements.records import NewLine
from unbilled.billing.reads.milestones import MILESTONES
from unbilled.billing.reads.planned_milestones import planned_milestones, told_unplanned
from unbilled.billing.reads.retainers import RETAINERS
from unbilled.billing.reads.schedule import SCHEDULE
from unbilled.foundation import figures
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.selections import Selection
from unbilled.kit.screens import Done
from unbilled.masterdata.reads.customers import CUSTOMERS
from unbilled.process.events.apply_change_orders import apply_change_orders
from unbilled.process.events.approve_change_orders import approve_change_orders
from unbilled.process.events.close_contracts import close_contracts
from unbilled.process.events.confirm_contracts import confirm_contracts
from unbilled.process.events.reopen_contracts import reopen_contracts
from unbilled.process.runs.over_agreed import (
    APPLY_ORDERS,
    APPROVE_ORDERS,
    CONFIRM_CONTRACTS,
    REOPEN_CONTRACTS,
)
from unbilled.runs.running import Job
from unbilled.web.door.acts import act_of, trying
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.forms import pages as forms
from unbilled.web.forms.catalogue import address, kept_of_milestone
from unbilled.web.lists.pages import may, zone_of
from unbilled.web.record_pages import history_of, the_one
from unbilled.web.stepping import Asked, Run, Step, recorded_work, steps_of, taken

NEXT_DAYS = 12
"""Run dates that the page shows."""
STEPS = ("draft", "confirmed", "closed")
MOST = 200
"""Prices and milestones that the page shows; the lists have all."""


STANDING = (
    ("Billing hub", "hub"),
    ("Open work", "backlog"),
    ("Proformas", "proformas"),
    ("Posted invoices", "invoices"),
    ("Limits", "limits"),
)
"""Lists that tell where the contract stands: what they are called there, and their screens."""


def here(asked: Asked) -> str:
    """The address of the contract, with the way back that its page had."""
    page = reverse("contract", kwargs={"code": asked.code, "number": asked.head["number"]})
    query = urlsplit(asked.request.headers.get("HX-Current-URL", "")).query
    return f"{page}?{query}" if query else page


def confirm(asked: Asked) -> tuple[Done, str]:
    """Confirm the contract."""
    confirmed = confirm_contracts(asked.act, contract_ids=[asked.head["contract_id"]])
    return Done("Confirmed", {"entries recorded anew": confirmed.work.entry_count}), here(asked)


def foresee_confirming(asked: Asked) -> list[str]:
    """What confirming does to recorded work."""
    with trying():
        confirmed = confirm_contracts(act_of(asked.request, key=""), contract_ids=[asked.head["contract_id"]])
    return forms.told_of_work(confirmed.work)


def close(asked: Asked) -> tuple[Done, str]:
    """Close the contract."""
    close_contracts(asked.act, contract_ids=[asked.head["contract_id"]])
    return Done("Closed"), here(asked)


def foresee_closing(asked: Asked) -> list[str]:
    """Whether anything stands against closing."""
    with trying():
        close_contracts(act_of(asked.request, key=""), contract_ids=[asked.head["contract_id"]])
    return ["Everything of it is billed."]


def reopen(asked: Asked) -> tuple[Done, str]:
    """Reopen the contract."""
    reopen_contracts(asked.act, contract_ids=[asked.head["contract_id"]])
    return Done("Reopened"), here(asked)


def foresee_reopening(asked: Asked) -> list[str]:
    """What reopening does to recorded work."""
    with trying():
        reopened = reopen_contracts(act_of(asked.request, key=""), contract_ids=[asked.head["contract_id"]])
    return forms.told_of_work(reopened.work)


def with_its_work(job: Job) -> Run:
    """The run of a step over a contract that takes recorded work with it."""

    def the_contract(asked: Asked) -> list[int]:
        return [asked.head["contract_id"]]

    return Run(
        job.known_as, the_contract, recorded_work, needs=lambda asked: {job.subject: the_contract(asked)}
    )


ALL_STEPS = (
    Step(
        name="confirm",
        label="Confirm",
        event="process.confirm_contracts",
        does=confirm,
        title="Confirm the contract",
        effect="From here on its lines bill: work under them can be marked ready to invoice.",
        button="Confirm",
        when=lambda head: head["status"] == "draft",
        is_primary=True,
        foresees=foresee_confirming,
        run=with_its_work(CONFIRM_CONTRACTS),
    ),
    Step(
        name="close",
        label="Close",
        event="process.close_contracts",
        does=close,
        title="Close the contract",
        effect="Its lines cover no more work, and its terms stay as they are.",
        button="Close",
        when=lambda head: head["status"] == "confirmed",
        foresees=foresee_closing,
    ),
    Step(
        name="reopen",
        label="Reopen",
        event="process.reopen_contracts",
        does=reopen,
        title="Reopen the contract",
        effect="Its lines cover work again.",
        button="Reopen",
        when=lambda head: head["status"] == "closed",
        foresees=foresee_reopening,
        run=with_its_work(REOPEN_CONTRACTS),
    ),
)


def generate(asked: Asked) -> tuple[Done, str]:
    """Write the schedules of lines anew."""
    days = generate_schedules(asked.act, contract_line_ids=asked.row_numbers)
    return Done("Generated", {"run dates to come": days}), here(asked)


def skip(asked: Asked) -> tuple[Done, str]:
    """Leave out days of a line's schedule."""
    asked_for = Selection(contract_ids=[asked.head["contract_id"]])
    of = SCHEDULE.of(company_id=asked.act.company_id, selection=asked_for, sight=asked.request.sight)
    rows = of.among(asked.row_numbers).rows()
    lines = {row["contract_line_id"] for row in rows}
    if len(rows) != len(asked.row_numbers) or len(lines) != 1:
        raise Http404("The days are not of one line of this contract.")
    [line_id], days = lines, [row["run_date"] for row in rows]
    return Done(
        "Skipped", {"days": skip_schedule_rows(asked.act, contract_line_id=line_id, run_dates=days)}
    ), here(asked)


def orders_of(asked: Asked) -> list[int]:
    """The change orders that were chosen, where they are of the contract."""
    selection = Selection(contract_ids=[asked.head["contract_id"]])
    of = CHANGE_ORDERS.of(company_id=asked.act.company_id, selection=selection, sight=asked.request.sight)
    found = [row["change_order_id"] for row in of.among(asked.row_numbers).rows()]
    if len(found) != len(asked.row_numbers):
        raise Http404("The change orders are not of this contract.")
    return found


def approve_order(asked: Asked) -> tuple[Done, str]:
    """Approve change orders."""
    done = approve_change_orders(asked.act, change_order_ids=orders_of(asked))
    return Done("Approved", APPROVE_ORDERS.tally(done).counts), here(asked)


def foresee_approving(asked: Asked) -> list[str]:
    """What approving change orders does to recorded work; those whose day is to come do nothing yet."""
    with trying():
        done = approve_change_orders(act_of(asked.request, key=""), change_order_ids=orders_of(asked))
    return forms.told_of_work(done.work) if done.applied_count else ["It is applied on its day."]


def apply_order(asked: Asked) -> tuple[Done, str]:
    """Apply change orders whose day has come."""
    done = apply_change_orders(asked.act, change_order_ids=orders_of(asked))
    return Done("Applied", APPLY_ORDERS.tally(done).counts), here(asked)


def foresee_applying(asked: Asked) -> list[str]:
    """What applying change orders does to recorded work."""
    with trying():
        done = apply_change_orders(act_of(asked.request, key=""), change_order_ids=orders_of(asked))
    return forms.told_of_work(done.work)


def withdraw_order(asked: Asked) -> tuple[Done, str]:
    """Withdraw change orders."""
    return Done(
        "Withdrawn", {"change orders": withdraw_change_orders(asked.act, change_order_ids=orders_of(asked))}
    ), here(asked)


def orders_with_work(job: Job) -> Run:
    """The run of a step over change orders that takes recorded work with it."""
    return Run(job.known_as, orders_of, recorded_work, needs=lambda asked: {job.subject: orders_of(asked)})


ORDER_STEPS = (
    Step(
        name="approve-order",
        label="Approve",
        event="process.approve_change_orders",
        does=approve_order,
        title="Approve the change order",
        effect="If its day has come it is applied at once, else on its day; recorded work that is not billed follows.",
        button="Approve",
        when=lambda head: head["status"] == "confirmed",
        of_rows="change orders",
        foresees=foresee_approving,
        run=orders_with_work(APPROVE_ORDERS),
    ),
    Step(
        name="apply-order",
        label="Apply",
        event="process.apply_change_orders",
        does=apply_order,
        title="Apply the change order",
        effect="What it changes holds; recorded work that is not billed follows.",
        button="Apply",
        when=lambda head: head["status"] == "confirmed",
        of_rows="change orders",
        foresees=foresee_applying,
        run=orders_with_work(APPLY_ORDERS),
    ),
    Step(
        name="withdraw-order",
        label="Withdraw",
        event="agreements.withdraw_change_orders",
        does=withdraw_order,
        title="Withdraw the change order",
        effect="It will not be applied. Its number is not used again.",
        button="Withdraw",
        when=lambda head: True,
        of_rows="change orders",
    ),
)
"""Steps that stand beside change orders, by where these stand."""
STEPS_OF_ORDERS = {
    "draft": ("approve-order", "withdraw-order"),
    "approved": ("apply-order", "withdraw-order"),
}

SCHEDULE_STEPS = (
    Step(
        name="generate",
        label="Generate again",
        event="agreements.generate_schedules",
        does=generate,
        title="Write the run dates anew",
        effect="What was run stays; what was skipped comes back, as the schedule of the line says.",
        button="Generate for",
        when=lambda head: head["status"] != "closed",
        of_rows="lines",
    ),
    Step(
        name="skip",
        label="Skip",
        event="agreements.skip_schedule_rows",
        does=skip,
        title="Skip a run date",
        effect="Nothing is billed on it; its work goes with the next.",
        button="Skip",
        when=lambda head: head["status"] != "closed",
        of_rows="days",
    ),
)
"""Steps that stand beside lines and run dates."""


@require_safe
def show(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """The page of a contract."""
    head = the_contract(request, number)
    company_id, contract_id = request.company.company_id, head["contract_id"]
    [one] = agreed(company_id=company_id, numbers=[number])
    profiles = line_profiles(company_id=company_id, contract_ids=[contract_id])
    back = reverse("contract", kwargs={"code": code, "number": number})
    payers = {
        row["account"]: row
        for row in (
            _rows(request, CUSTOMERS, customer=list(one.contract.customers)) if one.contract.customers else []
        )
    }
    orders = _rows(request, CHANGE_ORDERS, contract=[number])
    told = {
        "head": head,
        "contract": one.contract,
        "steps": [(name.capitalize(), name == head["status"]) for name in STEPS],
        "steps_to_take": steps_of(request, ALL_STEPS, head),
        "customers": [_payer(request, one, account, payers[account]) for account in one.contract.customers],
        "lines": [_line(request, one, line, profiles) for line in one.contract.lines],
        "prices": [
            _price(request, row) for row in _rows(request, PRICES, price_list=one.contract.price_lists)
        ]
        if one.contract.price_lists
        else [],
        "milestones": [_milestone(request, row) for row in _rows(request, MILESTONES, contract=[number])],
        "retainers": [_retainer(request, row) for row in _rows(request, RETAINERS, contract=[number])],
        "schedules": [_schedule(request, one, line) for line in one.contract.lines if line.schedule],
        "unscheduled": [
            (line.name, address(code, "invoice-schedules", one.line_ids[line.name]))
            for line in one.contract.lines
            if not line.schedule
        ],
        "run_dates": _run_dates(request, contract_id),
        "unplanned": told_unplanned(planned_milestones(company_id=company_id, contract_ids=[contract_id])),
        "plannable": [line for line in one.contract.lines if line.billing_method != "time_and_material"],
        "products": [line for line in one.contract.lines if line.billing_method == "product"],
        "change_orders": [_change_order(row, steps_of(request, ORDER_STEPS, head)) for row in orders],
        "values": _values(one, orders),
        "new_order": address(code, "change-orders", contract=number, then=back),
        "facts": _facts(one),
        "standing": [
            (label, reverse("list", kwargs={"code": code, "screen": path}, query={"contract": number}))
            for label, path in STANDING
        ],
        "back": back,
        "way_back": forms.way_back(request),
        "can": _can(request, head),
        "new_line": address(code, "contract-lines", contract=number, then=back),
        "new_retainer": address(code, "retainers", contract=number, then=back),
        "all_retainers": reverse(
            "list", kwargs={"code": code, "screen": "retainers"}, query={"contract": number}
        ),
        "new_rule": address(code, "profile-rules", contract=number, then=back),
        "new_list": address(code, "price-lists", then=back),
        "may_add_list": may(request, "agreements.add_price_lists"),
    }
    return render(request, "contracts/page.html", told | history_of(request, [f"contract {number}"]))


def change(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """The form of the contract."""
    return forms.edit(request, code, screen, the_contract(request, number)["contract_id"])


@require_POST
def ask(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """The dialog of a step."""
    return _taken(request, number, action, is_done=False)


@require_POST
def do(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """Take a step: one act, all or nothing."""
    return _taken(request, number, action, is_done=True)


def the_contract(request: BackOfficeRequest, number: str) -> Row:
    """The contract of a number, where the person sees it.

    Raises:
        Http404: There is none, or it is another manager's.
    """
    try:
        found = find_selection(
            company_id=request.company.company_id,
            selection=Selection(contract=[number]),
            sight=request.sight,
        )
    except NameUnknown as refusal:
        raise Http404(refusal.message) from refusal
    return the_one(request, CONTRACTS, number, found)


def _taken(request: BackOfficeRequest, number: str, action: str, *, is_done: bool) -> HttpResponse:
    where = reverse("contract_do", kwargs={"code": request.company.code, "number": number, "action": action})
    head = the_contract(request, number)
    return taken(
        request, (*ALL_STEPS, *SCHEDULE_STEPS, *ORDER_STEPS), head, action, address=where, is_done=is_done
    )


def _rows(request: BackOfficeRequest, read: List, **asked: Any) -> Sequence[Row]:
    company_id = request.company.company_id
    selection = find_selection(company_id=company_id, selection=Selection(**asked), sight=request.sight)
    return read.of(company_id=company_id, selection=selection, sight=request.sight).rows(limit=MOST)


def _payer(request: BackOfficeRequest, one: AgreedContract, account: str, customer: Row) -> dict[str, Any]:
    agreed_with = one.contract
    return {
        "account": account,
        "name": customer["name"],
        "href": address(request.company.code, "customers", customer["customer_id"]),
        "share": figures.plain(agreed_with.customers[account]),
        "is_rounding": agreed_with.rounding == account and len(agreed_with.customers) > 1,
        "terms": agreed_with.customer_terms.get(account, ""),
        "bill_to": agreed_with.bill_to.get(account, ""),
    }


def _line(
    request: BackOfficeRequest, one: AgreedContract, line: NewLine, profiles: dict[int, Any]
) -> dict[str, Any]:
    key = one.line_ids[line.name]
    served = profiles.get(key)
    parts = [*line.tasks.items(), *line.roles.items(), *line.categories.items()]
    special = [f"{name} {figures.words(word)}" for name, word in parts if word != "chargeable"]
    tasks = ", ".join(line.tasks) or "all tasks"
    return {
        "name": line.name,
        "href": address(request.company.code, "contract-lines", key),
        "method": figures.words(line.billing_method),
        "project": line.project or "",
        "covers": f"{', '.join(line.classes)}; {tasks}" if line.quantity is None else _sold(line),
        "special": ", ".join(special),
        "customers": ", ".join(f"{who} {figures.plain(share)} %" for who, share in line.customers.items()),
        "amount": line.amount,
        "is_fixed": line.billing_method == "fixed_price",
        "profile": "–" if line.quantity is not None else served.profile if served else "",
        "rule": address(request.company.code, "profile-rules", served.rule_id)
        if served and served.rule_id
        else "",
        **{
            name: address(request.company.code, form, line=f"{line.contract}/{line.name}")
            for name, form in (
                ("new_milestone", "milestones"),
                ("new_period", "milestones-over-period"),
                ("new_progress", "progress"),
            )
        },
    }


def _sold(line: NewLine) -> str:
    """How much of a product a line sells, and when it is delivered."""
    assert line.quantity is not None
    assert line.price is not None
    quantity = f"{figures.quantity(line.quantity)} × {line.unit}"
    return f"{quantity} at {figures.decimals(line.price, 2)}, delivered {line.delivery_date}"


def _price(request: BackOfficeRequest, row: Row) -> dict[str, Any]:
    zone = zone_of(request)
    said = {
        name: PRICES.by_name[name].shown(row, zone)
        for name in ("price_list", "valid_from", "valid_through", "priced", "unit", "method")
    }
    value = PRICES.by_name["unit_price"].shown(row, zone)
    if not value:
        markup = PRICES.by_name["markup_percent"].shown(row, zone)
        value = f"cost + {markup}" if markup else "at cost"
    href = address(request.company.code, "prices", row["price_id"])
    return said | {"value": value, "href": href, "currency": row["currency"]}


def _milestone(request: BackOfficeRequest, row: Row) -> dict[str, Any]:
    zone = zone_of(request)
    names = ("contract_line", "name", "milestone_date", "customer", "status", "shared_status")
    said = {name: MILESTONES.by_name[name].shown(row, zone) for name in names}
    quantity = "" if row["quantity"] is None else f"{figures.quantity(row['quantity'])} {row['unit']}"
    return said | {
        "quantity": quantity,
        "amount": row["transaction_amount"],
        "href": address(request.company.code, *kept_of_milestone(row)),
    }


def _retainer(request: BackOfficeRequest, row: Row) -> dict[str, Any]:
    zone = zone_of(request)
    names = ("name", "retainer_date", "customer", "status", "hold_reason", "open_hours", "expires_on")
    said = {name: RETAINERS.by_name[name].shown(row, zone) for name in names}
    amounts = ("transaction_amount", "open_amount", "applied_amount", "refunded_amount")
    return (
        said
        | {name: row[name] for name in amounts}
        | ({} if row["hours"] is not None else {"open_hours": ""})
        | {"href": address(request.company.code, "retainers", row["retainer_id"])}
    )


def _values(one: AgreedContract, orders: Sequence[Row]) -> tuple[Any, Any]:
    """What the contract was worth before the first change order was applied, and what it is worth now."""
    now = sum((line.amount for line in one.contract.lines), Decimal(0))
    applied = [row for row in orders if row["status"] == "applied"]
    first = min(applied, key=lambda row: (row["effective_date"], row["change_order_id"]), default=None)
    return (first["value_before"] if first else now, now)


def _change_order(row: Row, steps: Sequence[Step]) -> dict[str, Any]:
    return {**row, "steps": [one for one in steps if one.name in STEPS_OF_ORDERS.get(row["status"], ())]}


def _can(request: BackOfficeRequest, head: Row) -> dict[str, bool]:
    """What the person may do with the contract; what is closed is reopened first."""
    can_change = head["status"] != "closed"
    return {
        "change": can_change and may(request, "process.change_contracts"),
        "order": head["status"] == "confirmed" and may(request, "process.draft_change_order"),
        "add_line": can_change and may(request, "process.add_contract_lines"),
        "add_price": may(request, "process.add_prices"),
        "plan": can_change and may(request, "billing.create_milestones"),
        "progress": head["status"] == "confirmed" and may(request, "billing.prepare_progress"),
        "retain": can_change and may(request, "billing.add_retainers"),
        "schedule": can_change and may(request, "process.change_contract_lines"),
        "generate": can_change and may(request, "agreements.generate_schedules"),
        "skip": can_change and may(request, "agreements.skip_schedule_rows"),
        "profile": may(request, "accounting.set_profile_rules"),
    }


def _schedule(request: BackOfficeRequest, one: AgreedContract, line: NewLine) -> dict[str, Any]:
    key = one.line_ids[line.name]
    return {
        "key": key,
        "line": line.name,
        "href": address(request.company.code, "invoice-schedules", key),
        "said": line.schedule,
        "billing_start": line.billing_start,
        "billing_through": line.billing_through,
    }


def _run_dates(request: BackOfficeRequest, contract_id: int) -> list[dict[str, Any]]:
    """The next days on which something is billed, and those that failed."""
    asked = Selection(contract_ids=[contract_id], status=["not_run", "failed"])
    of = SCHEDULE.of(company_id=request.company.company_id, selection=asked, sight=request.sight)
    zone = zone_of(request)
    names = ("contract_line", "run_date", "cutoff_date", "status", "problem")
    return [
        {name: SCHEDULE.by_name[name].shown(row, zone) for name in names} | {"key": row["schedule_row_id"]}
        for row in of.page(limit=NEXT_DAYS, sort="date").rows
    ]


def _facts(one: AgreedContract) -> list[tuple[str, str]]:
    contract = one.contract
    rate = figures.rate(contract.fixed_rate) if contract.fixed_rate else ""
    found = [
        ("Currency", contract.currency or ""),
        ("Terms of payment", contract.terms or "those of the customer or company"),
        ("Tax group", contract.tax_group or "those of project or customer"),
        ("Customer's reference", contract.reference),
        ("Manager", contract.manager or ""),
        ("Signed on", contract.signed_on.isoformat() if contract.signed_on else ""),
        ("Retainers", "deducted from its drafts, oldest first" if contract.applies_retainers else ""),
        ("Fixed rate", f"{rate} {contract.fixed_rate_reference}".strip()),
    ]
    return [(label, said) for label, said in found if said]
