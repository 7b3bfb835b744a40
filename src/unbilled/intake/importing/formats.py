"""Formats: which of the shipped ones a file is in, by its headings."""

from collections.abc import Collection
from pathlib import Path

from unbilled.foundation.names import name_key
from unbilled.intake.importing.mapping import (
    FORMATS,
    REQUIRED,
    ImportMapping,
    headings_of,
    load_mapping,
    worth_missing,
)
from unbilled.intake.importing.table import Table, read_table


def table_of(path: Path, *, encoding: str = "auto") -> Table:
    """The headings and rows of a file whose format nobody has named.

    Raises:
        Refusal: The file is none, see ``read_table``.
    """
    wanted = [heading for name in FORMATS for heading in load_mapping(name).headings()]
    return read_table(path, encoding=encoding, delimiter="auto", wanted=list(dict.fromkeys(wanted)))


def recognized_format(header: Collection[str]) -> str:
    """The shipped format whose columns headings are; empty where none has all that an entry needs.

    Of several the one that reads most of the headings, and then the one that misses fewest of its own.

    >>> recognized_format(["User", "Client", "Project", "Start date", "Duration", "Description", "Billable"])
    'toggl'
    >>> recognized_format(["Datum", "Stunden"])
    ''
    """
    there = {name_key(heading) for heading in header}
    fits = {
        name: (len({heading for choice in read.values() for heading in headings_of(choice)}), share)
        for name in FORMATS
        for mapping in (load_mapping(name),)
        for read in (_read_of(mapping, there),)
        for share in (len(read) / len(mapping.columns),)
        if _is_enough(mapping, read)
    }
    return max(fits, key=lambda name: fits[name], default="")


def _read_of(mapping: ImportMapping, there: set[str]) -> dict[str, str]:
    """Which fields a mapping finds, each with where."""
    return {
        field: choice
        for field, column in mapping.columns.items()
        for choice in column.choices[::-1]
        if all(name_key(heading) in there for heading in headings_of(choice))
    }


def _is_enough(mapping: ImportMapping, read: dict[str, str]) -> bool:
    given = {*read, *mapping.defaults}
    if {"start", "end"} <= given:
        given.add("quantity")
    if mapping.transaction_class == "expense" and worth_missing(read, mapping.defaults):
        return False
    return given.issuperset(REQUIRED[mapping.transaction_class])
