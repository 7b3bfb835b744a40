"""``unbilled trace``: from an invoice to the work behind it, and from an entry to its invoices."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.text import Text
from rich.tree import Tree

from unbilled.cli.acts import show_found
from unbilled.cli.desk import As, Company, Json, reader
from unbilled.cli.terminal import terminal
from unbilled.foundation import figures

if TYPE_CHECKING:
    from unbilled.reports.reads.trace import Traced

LINES_SHOWN = 10
HIDDEN = (
    "actual_id",
    "entry_id",
    "milestone_id",
    "transaction_currency",
    "unit",
    "reverses",
    "replaces",
    "reversed_by",
)
MONEY = ("net_amount", "tax_amount", "gross_amount", "transaction_amount")
LABELS = {
    "contract": "contract",
    "proforma": "proforma",
    "net_amount": "net",
    "tax_amount": "tax",
    "gross_amount": "gross",
    "accounting_amount": "in the books",
    "billable_quantity": "billable",
    "converted": "converted from",
    "taken_back_by": "taken back by",
    "credits": "credits",
    "reason": "reason:",
    "line": "line",
    "voucher": "voucher",
}
"""Words before values that do not speak for themselves."""


def trace(
    number: Annotated[str, typer.Argument(help="Number of a posted invoice, or the word entry.")],
    reference: Annotated[
        str | None, typer.Argument(help="After the word entry: its external reference or identity.")
    ] = None,
    line: Annotated[int | None, typer.Option(help="One line of the invoice.")] = None,
    company: Company = None,
    as_person: As = None,
    every_line: Annotated[bool, typer.Option("--all", help="Draw all lines of a long invoice.")] = False,
    as_json: Json = False,
) -> None:
    """Follow an invoice back to the work, or an entry to its invoices.

    Example: unbilled trace 2026-00042 --line 3; unbilled trace entry toggl:8812.
    """
    by = reader(company, as_person)
    from unbilled.reports.reads.trace import trace_entry, trace_invoice

    if number == "entry" and reference is not None:
        found = trace_entry(company_id=by.company_id, sight=by.sight, reference=reference)
    else:
        found = trace_invoice(company_id=by.company_id, sight=by.sight, number=number, line_no=line)
    tree = drawn(found, by.zone, every_line=every_line)
    show_found(found.as_dict(), lambda: terminal().print(tree), as_json=as_json)


def drawn(traced: "Traced", zone: ZoneInfo, *, every_line: bool) -> Tree:
    """Draw the tree; of many lines the first ten."""
    tree = Tree(said(traced, zone))
    lines = hidden = 0
    for below in traced.below:
        lines += below.kind == "invoice_line"
        if below.kind == "invoice_line" and lines > LINES_SHOWN and not every_line:
            hidden += 1
            continue
        tree.add(drawn(below, zone, every_line=every_line))
    if hidden:
        tree.add(Text(f"and {hidden:,} more lines: --line N for one, --all for all", "dim"))
    return tree


def said(traced: "Traced", zone: ZoneInfo) -> Text:
    """One record in one line: its name, what there is to say of it, and who brought it there."""
    words = [Text(traced.name, "bold")]
    for key, value in traced.facts.items():
        if value is None or value == "" or key in HIDDEN:
            continue
        # An amount is said again in accounting currency only where that is another.
        if key == "accounting_amount" and value == traced.facts.get("transaction_amount"):
            continue
        label = [Text(f"{LABELS[key]} ", "dim")] if key in LABELS else []
        words.append(Text.assemble(*label, shown(key, value, traced)))
    words += [
        Text(f"{figures.words(one.step)} by {one.person}, {figures.moment(one.acted_at, zone)}", "dim")
        for one in traced.done
    ]
    return Text("  ").join(words)


def shown(key: str, value: object, traced: "Traced") -> Text:
    """A value as a person reads it."""
    if isinstance(value, Decimal):
        if key in ("quantity", "billable_quantity"):
            return Text(f"{number(value, 0)} {traced.facts.get('unit') or ''}".strip())
        currency = traced.facts.get("transaction_currency") if key in MONEY else ""
        return Text.assemble((number(value, 2), "cyan"), f" {currency}" if currency else "")
    if isinstance(value, date):
        return Text(value.isoformat())
    is_text = key in (
        "converted",
        "description",
        "reason",
        "customer",
        "resource",
        "task",
        "project",
        "category",
    )
    return Text(str(value) if is_text else str(value).replace("_", " "))


def number(value: Decimal, least: int) -> str:
    """Write a number with the decimals it has, at least so many, and a true minus sign.

    >>> number(Decimal("960.0000"), 2), number(Decimal("8.000000"), 0), number(Decimal("2.25"), 0)
    ('960.00', '8', '2.25')
    """
    return figures.decimals(value, least).replace("-", "\u2212")
