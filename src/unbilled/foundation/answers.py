"""What an act was asked and answered, as the log keeps it: plain JSON, exact figures, long lists as a checksum."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

LONGEST_LIST = 1_000


class Secret:
    """A value of which nothing is kept or shown: an event is asked with it, and the log says only that it was."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "kept secret"


def noted(value: Any) -> Any:
    """What was asked, as JSON; a list of more than a thousand is its count and checksum.

    >>> noted({"on": date(2026, 3, 2), "quantities": {7: Decimal("1.50")}, "progress": print})
    {'on': '2026-03-02', 'quantities': {'7': '1.50'}}
    >>> noted(range(2_000))["count"]
    2000
    >>> noted({"password": Secret("open sesame")})
    {'password': 'kept secret'}
    >>> noted(b"%PDF")["count"]
    4
    """
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")  # no database keeps that character
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (Decimal, Path)):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: noted(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): noted(part) for name, part in value.items() if not callable(part)}
    if isinstance(value, bytes):
        return {"count": len(value), "sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, Collection):
        listed = [noted(one) for one in value]
        if len(listed) <= LONGEST_LIST:
            return listed
        written = json.dumps(listed, sort_keys=True).encode()
        return {"count": len(listed), "sha256": hashlib.sha256(written).hexdigest()}
    return str(value)


def written_answer(function: Callable[..., Any], result: Any) -> Any:
    """What an event answered, as JSON, by the type it says it returns."""
    return _answer_of(function).dump_python(result, mode="json")


def read_answer(function: Callable[..., Any], answer: Any) -> Any:
    """What an event answered the first time, from the log."""
    return _answer_of(function).validate_python(answer)


@cache
def _answer_of(function: Callable[..., Any]) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(get_type_hints(function)["return"])
