"""Masters on the command line: one helper makes ``list``, ``show``, ``add`` and ``change`` of each kind of record.

Options are the fields of the plain record, with its own words for help, so that a field that is added to a record is
an option of its commands.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from decimal import Decimal
from importlib import import_module
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

import typer

from unbilled.cli.acts import did, figure, lacking, pairs, print_json
from unbilled.cli.desk import As, Company, DryRun, Json, desk
from unbilled.cli.listing import listing, put, sign
from unbilled.cli.printable import warnings
from unbilled.foundation import figures
from unbilled.foundation.attributes import said_of_fields

if TYPE_CHECKING:
    from unbilled.foundation.acts import Change
    from unbilled.masterdata.reads.legal_gaps import LegalGap

NOTHING = "none"
Parameter = tuple[str, Any, Any]


@dataclass(frozen=True, kw_only=True)
class Group:
    """The commands of a kind of masters.

    Attributes:
        name: The command, such as ``customers``.
        help: What it is for.
        room: Room of the kind and its events.
        events: What the events add and change, such as ``customers`` of ``add_customers``.
        kind: Name of the kind in the room's ``kinds.py``.
        record: The plain record.
        key: Its key, as the kind has it; where names are labeled, its first part.
        fixed: Fields that ``change`` does not take.
        flags: Options that are called otherwise than their fields.
        reads: Module and name of the list, within the room's ``reads``.
        asks: What the list can be asked.
        add_verb: How the event that adds begins.
        list_example: What is typed behind ``list``.
        add_example: What is typed behind ``add``.
        change_example: What is typed behind ``change``.
    """

    name: str
    help: str
    room: str
    events: str
    kind: str
    record: type
    key: str
    fixed: tuple[str, ...] = ()
    flags: Mapping[str, str] = field(default_factory=dict)
    reads: str
    asks: tuple[str, ...] = ("person", "text")
    add_verb: str = "add"
    list_example: str = ""
    add_example: str
    change_example: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Fields that the name is made of."""
        return tuple(self.key.split("/"))

    @property
    def words(self) -> str:
        """What its records are called, in the plural."""
        return figures.words(self.events)

    def event(self, verb: str) -> Callable[..., Any]:
        """An event of its records."""
        name = f"{verb}_{self.events}"
        event: Callable[..., Any] = getattr(import_module(f"unbilled.{self.room}.events.{name}"), name)
        return event

    def gaps(self, company_id: int, names: Sequence[str]) -> "list[LegalGap]":
        """What some of its records lack for an invoice; only customers stand on one."""
        from unbilled.masterdata.reads.legal_gaps import legal_gaps

        return legal_gaps(company_id=company_id, accounts=names) if self.events == "customers" else []

    def found_kind(self) -> Any:
        """The kind itself; the books must be open."""
        return getattr(import_module(f"unbilled.{self.room}.kinds"), self.kind)


def group(of: Group) -> typer.Typer:
    """The commands of a kind: list, show, add and change."""
    app = typer.Typer(help=of.help, no_args_is_help=True)
    listing(
        app,
        "list",
        f"unbilled.{of.room}.reads.{of.reads}",
        asks=of.asks,
        doc=f"List {of.words}. Example: unbilled {' '.join((of.name, 'list', *of.list_example.split()))}.",
    )
    _show(app, of)
    _add(app, of)
    _change(app, of)
    return app


def _show(app: typer.Typer, of: Group) -> None:
    def command(**given: Any) -> None:
        with desk(given["company"], None, None, as_json=given["as_json"]) as at:
            from unbilled.foundation.masters import described

            found = described(at.company_id, of.found_kind(), given["names"])
            tell_records({name: told(record) for name, record in found.items()}, as_json=at.as_json)

    example = of.change_example.partition(" --")[0]
    sign(
        command,
        [_names(of), ("company", Company, None), ("as_json", Json, False)],
        f"Show all that is known of {of.words}. Example: unbilled {of.name} show {example}.",
    )
    app.command("show")(command)


def _add(app: typer.Typer, of: Group) -> None:
    options = [one for one in fields(of.record) if one.name not in of.keys]

    def command(**given: Any) -> None:
        said = answers(of.record, of.flags, given)
        records = [of.record(**parts(of, name), **said) for name in given["names"]]
        with desk(given["company"], given["as_person"], None, **ways(given)) as at:
            added = of.event(of.add_verb)(at.act, **{of.events: records})
            gaps = of.gaps(at.company_id, list(added))
            told = lacking(gaps) + warnings(
                dict(zip(added, added, strict=True)) | said, names_emoji=at.company.names_emoji
            )
            did(at, "Added", {of.words: len(added)}, said=told, names=list(added), lacking=gaps)

    sign(
        command,
        [_names(of), *(option(of.record, of.flags, one, is_needed=True) for one in options), *ACTING],
        f"Add {of.words}; several with the same options at once. "
        f"Example: unbilled {of.name} add {of.add_example}.",
    )
    app.command("add")(command)


def _change(app: typer.Typer, of: Group) -> None:
    options = [one for one in fields(of.record) if one.name not in of.fixed]

    def command(**given: Any) -> None:
        said = needed(answers(of.record, of.flags, given))
        with desk(given["company"], given["as_person"], None, **ways(given)) as at:
            done = of.event("change")(at.act, changes=dict.fromkeys(given["names"], said))
            tell_changes(
                at, of.words, done, of.gaps(at.company_id, [said.get(of.key, one) for one in given["names"]])
            )
            if not at.as_json:
                for one in warnings(said, names_emoji=at.company.names_emoji):
                    typer.echo(one)

    sign(
        command,
        [_names(of), *(option(of.record, of.flags, one, is_needed=False) for one in options), *ACTING],
        f"Change {of.words}; several in the same way at once. "
        f"Example: unbilled {of.name} change {of.change_example}.",
    )
    app.command("change")(command)


def tell_records(records: Mapping[str, Mapping[str, Any]], *, as_json: bool) -> None:
    """Print what is known of records, field by field; what is empty is left out of what people read."""
    if as_json:
        print_json({name: dict(record) for name, record in records.items()})
        return
    for name, record in records.items():
        told = [(figures.words(one), figures.spoken(value)) for one, value in record.items()]
        width = max(len(one) for one, _ in told)
        lines = [f"  {one:{width}}  {value}" for one, value in told if value]
        put("\n".join([name, *lines, ""]), None)


def told(record: Any) -> dict[str, Any]:
    """The fields of a plain record, days as texts where they are names."""
    values = {one.name: getattr(record, one.name) for one in fields(record)}
    return {
        name: {str(key): each for key, each in value.items()} if isinstance(value, Mapping) else value
        for name, value in values.items()
    }


def tell_changes(at: Any, words: str, changes: "Sequence[Change]", gaps: "Sequence[LegalGap]" = ()) -> None:
    """Say what was changed, or would be, and what is lacking still."""
    records = {(one.kind, one.record) for one in changes}
    did(
        at,
        "Changed",
        {words: len(records)},
        said=[
            f"  {one.record}: {figures.words(one.field)} {figures.became(one.before, one.after)}"
            for one in changes
        ]
        + lacking(gaps),
        changes=changes,
        lacking=gaps,
    )


def option(record: type, flags: Mapping[str, str], one: "Field[Any]", *, is_needed: bool) -> Parameter:
    """The option of a field, in the words of the record.

    Args:
        record: The plain record.
        flags: Options that are called otherwise than their fields.
        one: The field.
        is_needed: A field without a usual value must be given.
    """
    hint = get_type_hints(record)[one.name]
    plain = _plain(hint)
    kind = list[str] if get_origin(plain) else str
    words = said_of_fields(record).get(one.name, figures.words(one.name))
    said = typer.Option(flag(flags, one.name), metavar=_metavar(plain), help=words)
    if is_needed and one.default is MISSING and one.default_factory is MISSING:
        return _parameter(one.name), Annotated[kind, said], inspect.Parameter.empty
    return _parameter(one.name), Annotated[kind | None, said], None


def answers(record: type, flags: Mapping[str, str], given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were given, as the record takes them.

    Raises:
        BadParameter: One is not of the form that its option takes.
    """
    hints = get_type_hints(record)
    return {
        one.name: read(flag(flags, one.name), hints[one.name], given[_parameter(one.name)])
        for one in fields(record)
        if given.get(_parameter(one.name)) is not None
    }


def needed(said: dict[str, Any]) -> dict[str, Any]:
    """What changes; something must.

    Raises:
        BadParameter: Nothing does.
    """
    if not said:
        raise typer.BadParameter("say what changes; --help names the options")
    return said


def read(told: str, hint: Any, value: Any) -> Any:
    """The value of an option as the field takes it; texts of numbers are read where they are checked.

    Raises:
        BadParameter: It is not of the form that the option takes.

    >>> read("--on-hold", bool, "no"), read("--terms", str | None, "none"), read("--name", str, "none")
    (False, None, 'none')
    >>> read("--dimensions", Mapping[str, str] | None, ["department=200"])
    {'department': '200'}
    """
    if NoneType in get_args(hint) and value in (NOTHING, [NOTHING]):
        return None
    plain = _plain(hint)
    if plain is bool:
        if value not in ("yes", "no"):
            raise typer.BadParameter(f"{value!r} is neither yes nor no", param_hint=told)
        return value == "yes"
    if plain is date:
        return day(told, value)
    if plain is Decimal:
        return figure(told, value)
    if get_origin(plain) is Sequence:
        return [] if value == [NOTHING] else list(value)
    if get_origin(plain) is Mapping:
        named = pairs(told, value)
        is_dated = get_args(plain)[0] is date
        return {day(told, name): figure(told, each) for name, each in named.items()} if is_dated else named
    return value


def day(told: str, text: str) -> date:
    """A day of an option.

    Raises:
        BadParameter: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day such as 2026-03-02", param_hint=told) from None


def parts(of: Group, name: str) -> dict[str, Any]:
    """The fields of a name, which is written with a slash between them where they are several.

    Raises:
        BadParameter: It has too few.
    """
    values = name.split("/", len(of.keys) - 1)
    if len(values) < len(of.keys):
        raise typer.BadParameter(f"{name!r} is not like {_metavar_of(of)}", param_hint="NAME")
    hints = get_type_hints(of.record)
    return {one: read("NAME", hints[one], value) for one, value in zip(of.keys, values, strict=True)}


def flag(flags: Mapping[str, str], one: str) -> str:
    """The option of a field."""
    return flags.get(one, f"--{one.replace('_', '-')}")


ACTING: list[Parameter] = [
    ("company", Company, None),
    ("as_person", As, None),
    ("dry_run", DryRun, False),
    ("as_json", Json, False),
]
_METAVARS: dict[Any, str] = {bool: "yes|no", date: "DATE", Decimal: "NUMBER", int: "NUMBER"}


def ways(given: Mapping[str, Any]) -> dict[str, Any]:
    """How a command acts and tells."""
    return {"dry_run": given["dry_run"], "as_json": given["as_json"]}


def _parameter(one: str) -> str:
    """The name of the parameter behind an option; fields and ways of acting must not meet."""
    return f"said_{one}"


def _names(of: Group) -> Parameter:
    told = typer.Argument(metavar=_metavar_of(of), help=f"Which {of.words}.", show_default=False)
    return "names", Annotated[list[str], told], inspect.Parameter.empty


def _metavar_of(of: Group) -> str:
    return "/".join(one.upper() for one in of.keys)


def _plain(hint: Any) -> Any:
    """A type without its nothing."""
    known = [one for one in get_args(hint) if one is not NoneType]
    return known[0] if NoneType in get_args(hint) else hint


def _metavar(plain: Any) -> str:
    """What is typed behind an option of a type."""
    if get_origin(plain) is Mapping:
        return "DATE=PERCENT" if get_args(plain)[0] is date else "NAME=VALUE"
    return _METAVARS.get(plain, "TEXT")
