"""What the commands about single documents share: names as options, and what an act says it did."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unbilled.cli.desk import DAYS, Desk
from unbilled.foundation import figures
from unbilled.foundation.money import is_in_bounds
from unbilled.foundation.refusals import shortened

if TYPE_CHECKING:
    from unbilled.masterdata.reads.legal_gaps import LegalGap

Entries = Annotated[
    list[str] | None,
    typer.Option(
        "--entry", metavar="REF", help="This entry, by its reference as it is listed; may be repeated."
    ),
]
Milestones = Annotated[
    list[str] | None,
    typer.Option("--milestone", metavar="NAME", help="This milestone; may be repeated."),
]
Dimensions = Annotated[
    list[str] | None,
    typer.Option("--dimensions", metavar="NAME=VALUE", help="Financial dimension; may be repeated."),
]
TaxGroup = Annotated[str | None, typer.Option("--tax-group", metavar="CODE", help="Sales tax group.")]
ItemTaxGroup = Annotated[
    str | None, typer.Option("--item-tax-group", metavar="CODE", help="Item sales tax group.")
]
HeldUntil = Annotated[
    datetime | None,
    typer.Option("--until", metavar="DATE", formats=DAYS, help="First day on which it is held no longer."),
]


def print_json(found: Any) -> None:
    """Print what was read for a program: records as objects, amounts as texts and no floats of them."""
    typer.echo(json.dumps(found, default=plain))


def show_found(found: Any, say: Callable[[], None], *, as_json: bool) -> None:
    """Tell what was read: as JSON to a program, else as ``say`` prints it for people."""
    if as_json:
        print_json(found)
    else:
        say()


def plain(value: Any) -> Any:
    """Write a record, an amount or a date for a program."""
    if hasattr(value, "__dataclass_fields__"):
        return asdict(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def did(
    at: Desk,
    act: str,
    counts: Mapping[str, int],
    amounts: Mapping[str, Mapping[str, Decimal]] | None = None,
    said: Sequence[str] = (),
    **more: Any,
) -> None:
    """Say what an act did, or would do.

    Args:
        at: The desk.
        act: The word for it, such as ``Recalled``.
        counts: How many of what.
        amounts: Amounts by what they are and currency.
        said: Further sentences for people.
        more: Further facts for programs.
    """
    amounts = amounts or {}
    if at.as_json:
        written = {
            what: {currency: figures.plain_money(amount, currency) for currency, amount in sums.items()}
            for what, sums in amounts.items()
        }
        print_json({"dry_run": at.dry_run, "counts": dict(counts), "amounts": written, **more})
        return
    parts = [figures.counted(number, what) for what, number in counts.items()]
    for what, sums in amounts.items():
        parts += [f"{what} {figures.sums(sums)}"] if sums else []
    sentence = f"{act}: {'; '.join(parts)}."
    typer.echo(f"Dry run, nothing is changed. {sentence}" if at.dry_run else sentence)
    for one in said:
        typer.echo(one)


def lacking(gaps: "Sequence[LegalGap]") -> list[str]:
    """Sentences about what no invoice is posted without, while there is time to say it."""
    return [f"Note: {one}; no invoice is posted without." for one in gaps]


def pairs(option: str, given: Sequence[str] | None) -> dict[str, str]:
    """Options like ``T1=6``; the name may hold the sign itself, the value may not.

    Raises:
        BadParameter: One is not like that, or a name is given twice.
    """
    found: dict[str, str] = {}
    for one in given or []:
        name, sign, value = one.rpartition("=")
        if not sign or not name.strip() or not value.strip():
            raise typer.BadParameter(f"{one!r} is not like NAME=VALUE", param_hint=option)
        if name.strip() in found:
            raise typer.BadParameter(f"{name.strip()} is given twice", param_hint=option)
        found[name.strip()] = value.strip()
    return found


def figure(option: str, text: str) -> Decimal:
    """The figure of an option, written with a point.

    Raises:
        BadParameter: It is none, or one that the books have no room for.
    """
    try:
        value = Decimal(text)
    except ArithmeticError:
        value = Decimal("nan")
    if not is_in_bounds(value):
        raise typer.BadParameter(f"{shortened(text)!r} is not a number such as 7.5", param_hint=option)
    return value


def found_groups(
    at: Desk, tax_group: str | None, item_tax_group: str | None, dimensions: Sequence[str] | None
) -> dict[str, int]:
    """Tax groups and dimensions as events take them, those that are given.

    Raises:
        NameUnknown: The company has none of a name.
    """
    from unbilled.reports.reads.find_named import find_setup

    values = pairs("--dimensions", dimensions)
    asked = {
        "tax_group_id": ("tax group", tax_group),
        "item_tax_group_id": ("item tax group", item_tax_group),
        "dimension_set_id": ("dimensions", ", ".join(f"{name} {values[name]}" for name in sorted(values))),
    }
    found: dict[str, int] = {}
    for parameter, (kind, name) in asked.items():
        if name:
            [found[parameter]] = find_setup(company_id=at.company_id, kind=kind, names=[name])
    return found
