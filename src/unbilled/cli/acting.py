"""Commands that do something: one decorator opens the desk and brings the options they all have."""

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any

import typer

from unbilled.cli.acts import figure, pairs
from unbilled.cli.desk import As, Company, Desk, DryRun, Json, On, desk
from unbilled.cli.listing import filters_of, sign
from unbilled.foundation.selections import Selection

REQUIRED = inspect.Parameter.empty
FILTERS = ("contract", "project", "customer", "date")
"""The questions by which commands over many records are told which of them are meant."""
EXPECTED: list[tuple[str, str, Any]] = [
    (
        "expected_count",
        "expected_count",
        Annotated[
            int | None,
            typer.Option(
                "--expect",
                metavar="COUNT",
                min=0,
                help="Only if the list of what is meant still has so many records; milestones apart.",
            ),
        ],
    ),
    (
        "expected_sums",
        "expected_sums",
        Annotated[
            list[str] | None,
            typer.Option(
                "--expect-sum",
                metavar="EUR=AMOUNT",
                help="Only if it still totals so much, currency by currency; may be repeated.",
            ),
        ],
    ),
]
"""What all that match must come to, as its list told with --totals."""
WORKED = ("task", "role", "resource")
"""Further ones of commands over work."""


def acting(
    *,
    filters: bool = False,
    also: Sequence[str] = (),
    expecting: bool = False,
    must: Sequence[str] = (),
    on: bool = False,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function that does something at a desk.

    The function takes the desk first, and options of its own after it. The command has besides them ``--company``,
    ``--as``, ``--dry-run`` and ``--json``.

    Args:
        filters: Also ``--contract``, ``--project``, ``--customer``, ``--from`` and ``--through``.
        also: Further questions, such as ``WORKED``.
        expecting: Also what all that match must come to, as wherever there are filters.
        must: Keys of the answers that must be given, such as ``through_date``.
        on: Also ``--on``, the day of the act.
    """

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = [
            (one.name, one.annotation, one.default)
            for one in list(inspect.signature(function).parameters.values())[1:]
        ]
        asked = filters_of((*(FILTERS if filters else ()), *also))
        asked += EXPECTED if asked or expecting else []

        @wraps(function)
        def command(**given: Any) -> None:
            answers = {key: given.pop(name) for key, name, _ in asked}
            company, person, day = given.pop("company"), given.pop("as_person"), given.pop("on", None)
            dry_run, as_json = given.pop("dry_run"), given.pop("as_json")
            if sums := answers.get("expected_sums"):
                told = {
                    one: figure("--expect-sum", text) for one, text in pairs("--expect-sum", sums).items()
                }
                answers["expected_sums"] = [f"{one.upper()} {amount}" for one, amount in told.items()]
            selection = Selection(
                **{key: None if answer in ("", []) else answer for key, answer in answers.items()}
            )
            with desk(company, person, day, dry_run=dry_run, as_json=as_json, asked=selection) as at:
                function(at, **given)

        first = [one for one in own if one[2] is REQUIRED or is_argument(one[1])]
        parameters = [
            *first,
            *((name, kind, REQUIRED) for key, name, kind in asked if key in must),
            ("company", Company, None),
            *((name, kind, None) for key, name, kind in asked if key not in must),
            *(one for one in own if one not in first),
            *([("on", On, None)] if on else []),
            ("as_person", As, None),
            ("dry_run", DryRun, False),
            ("as_json", Json, False),
        ]
        sign(command, parameters, function.__doc__ or "")
        return command

    return decorate


def is_argument(kind: Any) -> bool:
    """Whether a parameter is named by its place, not by an option."""
    return any(isinstance(one, typer.models.ArgumentInfo) for one in getattr(kind, "__metadata__", ()))


def named_or_filtered(at: Desk, named: object, *others: object, beside: Sequence[str] = ()) -> None:
    """Refuse names and filters at once: names are done all or not at all, filters take what there is.

    Args:
        at: The desk, with the filters that were given.
        named: The names.
        others: Further options that are about filters.
        beside: Filters that may stand beside names, to say which of several is meant.

    Raises:
        BadParameter: Both are given.
    """
    if named and (any(others) or set(at.asked.answers) - set(beside)):
        raise typer.BadParameter("name single records, or give filters, not both")
