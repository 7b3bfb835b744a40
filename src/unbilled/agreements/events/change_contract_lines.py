"""Change contract lines: what they are called, cover and charge, and who pays."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from unbilled.agreements.events.generate_schedules import generate_schedules
from unbilled.agreements.kinds import (
    LINE,
    LINE_CUSTOMERS,
    LINE_PARTS,
    LINE_TASKS,
    PRODUCT,
    Part,
    limit_faults,
    mark_rounding,
    product_faults,
    rounding_of,
    schedule_faults,
    write_line_limits,
    write_part,
)
from unbilled.agreements.lines import classes_of, name_of, part_entries, price_products
from unbilled.agreements.models import ContractLine, LineCustomer
from unbilled.agreements.reads.agreed import agreed, refuse_closed
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.agreements.reads.whole_terms import refuse_partial_terms
from unbilled.agreements.records import NewLine
from unbilled.agreements.rules import schedule_of
from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.masters import Fault, changed
from unbilled.foundation.nearest import nearest
from unbilled.foundation.seen import refuse_stale

FIXED = ("contract", "billing_method")
MAY = tuple(one.name for one in fields(NewLine) if one.name not in FIXED)
SCHEDULE = ("schedule", "billing_start", "billing_through")
OF_PRODUCTS = {"amount": "is quantity times price", "classes": "are none: it covers no work"}
"""What nobody says of a product, and why."""


@event("agreements.change_contract_lines")
def change_contract_lines(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[int]:
    """Change lines of contracts, drafts and confirmed ones; all or nothing.

    Args:
        act: Who, for which company.
        changes: By contract and name (``C-1/Build``), the fields of ``NewLine`` that change and what they become; a
            field of several entries becomes the whole of them. Contract and billing method stay.

    Returns:
        Identities of the contracts with a line that is another now.

    Raises:
        ContractClosed: A contract is closed.
        MastersRefused: A line is not there, a field is none of it or stays, names something that is not there, or
            would be what it may not. Every fault is named.
        SplitNotComplete: The shares of a line of a confirmed contract would not total 100 percent.
        CoverageOverlaps: A line of a confirmed contract would cover work that another covers.
        ChangedMeanwhile: A line is not what the act has seen of it.

    Source:
        docs/rules/agreements.md#changing-contracts; docs/rules/agreements.md#changed-terms.
    """
    lock_contracts(act)
    contracts = agreed(company_id=act.company_id, numbers={name.split("/", 1)[0] for name in changes})
    refuse_closed(contracts)
    there = {name_of(line): line for one in contracts for line in one.contract.lines}
    refuse_stale(act, {f"contract line {name}": there[name] for name in changes if name in there})
    line_ids = {
        f"{one.contract.number}/{name}": key for one in contracts for name, key in one.line_ids.items()
    }
    faults = _misnamed(changes)
    becoming = {name: _becoming(line, changes[name]) for name, line in there.items() if name in changes}
    for name, line in becoming.items():
        record = f"contract line {name}"
        faults += limit_faults(LineCustomer, record, line.customer_limits, line.customers)
        faults += schedule_faults(record, line)
        faults += product_faults(record, line)
        if line.billing_method == "product":
            faults += [
                Fault(record, f"{one} of a product {why}", one)
                for one, why in OF_PRODUCTS.items()
                if one in changes[name]
            ]
            if not line.unit:
                faults.append(Fault(record, "it sells a product, and has no unit", "unit"))
    rewritten = {part: _rewritten(act, part, there, becoming, faults) for part in LINE_PARTS}
    payers = {
        name: rounding_of(f"contract line {name}", line.customers, _rounding(line, changes[name]), faults)
        for name, line in becoming.items()
        if {"customers", "rounding"} & set(changes[name])
    }
    heads = {name: _head(name, wanted, faults) for name, wanted in changes.items()}
    done = changed(act, LINE, heads, also=faults)
    price_products(line_ids[name] for name in heads if name in line_ids)
    parts: list[Change] = []
    for part, entries in rewritten.items():
        written = {line_ids[name]: row for name, row in entries.items()}
        part.model._default_manager.filter(**{f"{part.parent}__in": written}).delete()
        write_part(part, written)
        parts += [_change(name, part.field, there[name], becoming[name]) for name in entries]
    mark_rounding(LINE_CUSTOMERS, {line_ids[name]: payer for name, payer in payers.items()})
    parts += [
        Change(LINE.name, name, "rounding", there[name].rounding, payer)
        for name, payer in payers.items()
        if payer != there[name].rounding
    ]
    parts += _write_limits(there, becoming, changes, line_ids)
    rescheduled = {one.record for one in done if one.field in SCHEDULE}
    generate_schedules(act, contract_line_ids=[line_ids[name] for name in sorted(rescheduled)])
    note_changes(act, parts)
    ContractLine.objects.filter(pk__in={line_ids[one.record] for one in parts}).update(act_id=act.act_id)
    numbers = {one.record.split("/", 1)[0] for one in (*done, *parts)}
    touched = [one for one in contracts if one.contract.number in numbers]
    refuse_partial_terms(act, contract_ids=[one.contract_id for one in touched if one.status == "confirmed"])
    return [one.contract_id for one in touched]


def _write_limits(
    there: Mapping[str, NewLine],
    becoming: Mapping[str, NewLine],
    changes: Mapping[str, Mapping[str, Any]],
    line_ids: Mapping[str, int],
) -> list[Change]:
    """Write the limits of customers, also of lines whose customers were written anew."""
    limited = {
        name: line for name, line in becoming.items() if {"customers", "customer_limits"} & set(changes[name])
    }
    write_line_limits({line_ids[name]: line for name, line in limited.items()})
    return [
        _change(name, "customer_limits", there[name], line)
        for name, line in limited.items()
        if line.customer_limits != there[name].customer_limits
    ]


def _becoming(line: NewLine, wanted: Mapping[str, Any]) -> NewLine:
    """The line that is wanted, without the limits of whoever has no share any more."""
    line = replace(line, **{one: wanted[one] for one in set(MAY) & set(wanted) - {"name"}})
    if "customer_limits" not in wanted:
        kept = {
            account: limit for account, limit in line.customer_limits.items() if account in line.customers
        }
        line = replace(line, customer_limits=kept)
    return replace(line, schedule=schedule_of(line.schedule)) if isinstance(line.schedule, str) else line


def _misnamed(changes: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Fields that are none of a line, or stay."""
    faults: list[str] = [
        Fault(f"contract line {name}", f"{{}} has no {one}, {nearest(one, MAY)}")
        for name, wanted in changes.items()
        for one in wanted
        if one not in (*MAY, *FIXED)
    ]
    faults += [
        Fault(f"contract line {name}", f"{one.replace('_', ' ')} does not change", one)
        for name, wanted in changes.items()
        for one in wanted
        if one in FIXED
    ]
    return faults


def _head(name: str, wanted: Mapping[str, Any], faults: list[str]) -> dict[str, Any]:
    """What changes in the table of lines."""
    head = {
        one: wanted[one]
        for one in ("name", "project", "amount", "dimensions", "limit", *SCHEDULE, *PRODUCT)
        if one in wanted
    }
    if isinstance(head.get("schedule"), str):
        head["schedule"] = schedule_of(head["schedule"])
    if "classes" in wanted:
        head |= classes_of(name, wanted["classes"], faults)
    if "tasks" in wanted:
        head["covers_all_tasks"] = not wanted["tasks"]
    return head


def _rewritten(
    act: Act,
    part: Part,
    there: Mapping[str, NewLine],
    becoming: Mapping[str, NewLine],
    faults: list[str],
) -> dict[str, dict[int, Any]]:
    """Entries of the lines whose part becomes another; the task of a project is no task of another."""
    fields = (part.field, "project") if part is LINE_TASKS else (part.field,)
    differing = [
        name
        for name, line in becoming.items()
        if any(getattr(line, one) != getattr(there[name], one) for one in fields)
    ]
    before = part_entries(act, part, [there[name] for name in differing], [])
    after = part_entries(act, part, [becoming[name] for name in differing], faults)
    return {name: row for name, row in after.items() if row != before.get(name)}


def _rounding(line: NewLine, wanted: Mapping[str, Any]) -> str | None:
    """Who is to take what rounding leaves; who does already, while having a share."""
    return line.rounding if "rounding" in wanted or line.rounding in line.customers else None


def _change(name: str, field: str, before: NewLine, after: NewLine) -> Change:
    return Change(LINE.name, name, field, getattr(before, field), getattr(after, field))
