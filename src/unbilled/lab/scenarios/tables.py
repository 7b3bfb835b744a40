"""The tables a scenario expects: each a read with the column words people use."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection

from unbilled.foundation.money import to_decimal
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import Statement, statement
from unbilled.intake.company_files.reading import DescriptionUnreadable, unknown
from unbilled.lab.scenarios.asking import ask

HERE = Path(__file__)
TABLES = {
    (step := path.stem.partition(".")[2]).replace("_", " "): statement(__file__, step)
    for path in sorted(HERE.parent.glob(f"{HERE.stem}.*.sql"))
}
NEW = "new "


class TableDiffers(AssertionError):
    """A table is not what was expected."""


@dataclass(frozen=True)
class Sheet:
    """A table as text: its columns and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def aligned(self) -> str:
        """The table with its columns in line; numbers to the right.

        >>> print(Sheet(("type", "amount"), (("cost", "800.00"), ("billed", "9.00"))).aligned())
        type   | amount
        cost   | 800.00
        billed |   9.00
        """
        lines = [self.columns, *self.rows]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.columns))]
        return "\n".join(
            " | ".join(
                cell.rjust(width) if _number(cell) is not None else cell.ljust(width)
                for cell, width in zip(line, widths, strict=True)
            ).rstrip()
            for line in lines
        )


def read_sheet(text: str) -> Sheet:
    r"""Read a table: a header, then one row a line, cells apart by ``|``.

    Raises:
        DescriptionUnreadable: A row has more or fewer cells than the header.

    >>> read_sheet("type | amount\ncost | 8.00")
    Sheet(columns=('type', 'amount'), rows=(('cost', '8.00'),))
    """
    lines = [tuple(cell.strip() for cell in line.split("|")) for line in text.splitlines() if line.strip()]
    if not lines:
        raise DescriptionUnreadable(reason="an expected table has no header")
    header, *rows = lines
    for row in rows:
        if len(row) != len(header):
            raise DescriptionUnreadable(
                reason=f"the row {' | '.join(row)!r} has {len(row)} cells, the header has {len(header)}"
            )
    return Sheet(header, tuple(rows))


def statement_of(name: str) -> Statement:
    """The read behind a table's name.

    Raises:
        DescriptionUnreadable: There is no such table.
    """
    if name not in TABLES:
        raise unknown("table", name, TABLES)
    return TABLES[name]


def keys_of_all(company_id: int) -> dict[str, set[str]]:
    """What every table holds now, so that what a step adds can be told."""
    union = " union all ".join(
        f"select '{name}' as name, key::text from ({table.text}) as part"  # noqa: S608 - texts of ours
        for name, table in TABLES.items()
    )
    found: dict[str, set[str]] = {name: set() for name in TABLES}
    for name, key in ask("keys_of_all", union, company_id=company_id):
        found[name].add(key)
    return found


def compare(company_id: int, name: str, expected: str, before: dict[str, set[str]]) -> None:
    """Hold a table against what is expected: whole, in any order, in the columns named.

    Args:
        company_id: Company whose rows are shown.
        name: Name of the table; ``new`` before it takes only what the last step added.
        expected: The table as text; an empty text or ``none`` expects no rows.
        before: What every table held before the last step.

    Raises:
        TableDiffers: The rows differ.
        DescriptionUnreadable: There is no such table or column, or the text is not a table.
    """
    only_new = name.startswith(NEW)
    plain = name.removeprefix(NEW)
    found = statement_of(plain).rows(company_id=company_id)
    if only_new:
        found = [row for row in found if str(row["key"]) not in before[plain]]
    if not expected.strip() or expected.strip() == "none":
        if found:
            shown = [column for column in found[0] if column != "key" and found[0][column] is not None]
            raise TableDiffers(f"{name} should be empty. Found:\n{_sheet(shown, found).aligned()}")
        return
    wanted = read_sheet(expected)
    known = _columns(plain, company_id)
    for column in wanted.columns:
        if column not in known:
            raise unknown(f"column in {plain} called", column, known)
    there = _sheet(wanted.columns, found)
    figures = frozenset(
        place
        for place, column in enumerate(wanted.columns)
        if any(isinstance(row[column], int | Decimal) and not isinstance(row[column], bool) for row in found)
    )
    if _counted(wanted, figures) != _counted(there, figures):
        raise TableDiffers(_difference(name, wanted, there, figures))


def _columns(name: str, company_id: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES[name].text, {"company_id": company_id})
        assert cursor.description is not None
        return [column.name for column in cursor.description if column.name != "key"]


def _sheet(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Sheet:
    return Sheet(tuple(columns), tuple(tuple(_text(row[column]) for column in columns) for row in rows))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Decimal):
        plain = f"{value.normalize():f}"
        whole, _, decimals = plain.partition(".")
        return f"{whole}.{decimals.ljust(2, '0')}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _number(cell: str) -> Decimal | None:
    try:
        return to_decimal(cell)
    except Refusal:
        return None


def _comparable(row: tuple[str, ...], figures: frozenset[int]) -> tuple[object, ...]:
    """A row with its figures by value: 8 is 8.00, but project 0042 is not project 42."""
    return tuple(
        cell if place not in figures or (number := _number(cell)) is None else number
        for place, cell in enumerate(row)
    )


def _counted(sheet: Sheet, figures: frozenset[int]) -> Counter[tuple[object, ...]]:
    return Counter(_comparable(row, figures) for row in sheet.rows)


def _difference(name: str, wanted: Sheet, there: Sheet, figures: frozenset[int]) -> str:
    surplus = _counted(there, figures) - _counted(wanted, figures)
    missing = _counted(wanted, figures) - _counted(there, figures)
    return (
        f"{name} differ: {missing.total()} expected and not there, {surplus.total()} there and not expected.\n"
        f"Expected:\n{_marked(wanted, missing, figures)}\nFound:\n{_marked(there, surplus, figures)}"
    )


def _marked(sheet: Sheet, apart: Counter[tuple[object, ...]], figures: frozenset[int]) -> str:
    """The table with a sign before each row that the other does not have."""
    left = Counter(apart)
    signs = [" "]
    for row in sheet.rows:
        key = _comparable(row, figures)
        signs.append(">" if left[key] > 0 else " ")
        left[key] -= 1
    return "\n".join(f"{sign} {line}" for sign, line in zip(signs, sheet.aligned().splitlines(), strict=True))
