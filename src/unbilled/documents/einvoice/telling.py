"""An electronic invoice as a table: each term with its name and what it says."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from unbilled.documents.einvoice.model import Identifier, Invoice, term
from unbilled.documents.einvoice.syntax import is_there, number_text


@dataclass(frozen=True)
class Said:
    """A term of a document.

    Attributes:
        term: Such as ``BT-1``.
        name: Its name in words, with that of its group: ``seller: name``.
        value: What it says.
    """

    term: str
    name: str
    value: str


def told(invoice: Invoice) -> list[Said]:
    """What a document says, without its lines.

    >>> told(Invoice(number="R-1", currency="EUR"))[:2]
    [Said(term='BT-1', name='number', value='R-1'), Said(term='BT-5', name='currency', value='EUR')]
    """
    return [
        said
        for one in fields(invoice)
        if one.name != "lines"
        for said in _told(invoice, one.name, "", PLACES.get(one.name, 0))
    ]


PLACES = {"buyer": 1, "representative": 2, "delivery": 3, "charges": 1}
"""Which of the terms is meant of groups that several have: the seller's, or that of what gives off, is the first."""


def _told(group: Any, field: str, within: str, of: int) -> Iterator[Said]:
    value = getattr(group, field)
    if not is_there(value):
        return
    terms = term(type(group), field).split(", ")
    number = terms[min(of, len(terms) - 1)]
    place = f"{within}{field.replace('_', ' ')}"
    members = value if isinstance(value, tuple) else (value,)
    for position, member in enumerate(members, start=1):
        name = f"{place} {position}" if len(members) > 1 else place
        if isinstance(member, Identifier) or not is_dataclass(member):
            yield Said(number, name, shown(member))
        else:
            for one in fields(member):
                yield from _told(member, one.name, f"{name}: ", of)


def shown(value: Any) -> str:
    """A value as people read it.

    >>> shown(Identifier("4012345000009", "0088")), shown(Decimal("12.500")), shown(b"xy")
    ('4012345000009 (0088)', '12.5', '2 bytes')
    """
    if isinstance(value, Identifier):
        return f"{value.value} ({value.scheme})" if value.scheme else value.value
    if isinstance(value, Decimal):
        return number_text(value)
    return f"{len(value)} bytes" if isinstance(value, bytes) else str(value)
