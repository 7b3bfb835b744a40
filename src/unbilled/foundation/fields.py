"""Columns that occur in every room, each with its unit and a comment for the database."""

from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models


def amount(comment: str, **options: Any) -> Any:
    """Money: up to four decimals, the currency's digits decide."""
    return models.DecimalField(max_digits=20, decimal_places=4, db_comment=comment, **options)


def quantity(comment: str, **options: Any) -> Any:
    """A quantity in its unit, six decimals."""
    return models.DecimalField(max_digits=18, decimal_places=6, db_comment=comment, **options)


def price(comment: str, **options: Any) -> Any:
    """A price per unit, six decimals."""
    return models.DecimalField(max_digits=18, decimal_places=6, db_comment=comment, **options)


def rate(comment: str, **options: Any) -> Any:
    """An exchange rate: units of the target currency for one of the source currency."""
    return models.DecimalField(max_digits=20, decimal_places=10, db_comment=comment, **options)


def percent(comment: str, **options: Any) -> Any:
    """A percentage, never rounded before use."""
    return models.DecimalField(max_digits=9, decimal_places=6, db_comment=comment, **options)


def currency(comment: str, **options: Any) -> Any:
    """A currency by its ISO 4217 code."""
    return models.CharField(max_length=3, db_comment=comment, **options)


def word(comment: str, choices: Any = None, **options: Any) -> Any:
    """A status, type or class: one lower-case word of a closed list."""
    options.setdefault("max_length", 40)
    return models.CharField(choices=choices, db_comment=comment, **options)


def text(comment: str, **options: Any) -> Any:
    """Text of any length; empty rather than null unless said otherwise."""
    if not options.get("null"):
        options.setdefault("default", "")
        options.setdefault("blank", True)
    return models.TextField(db_comment=comment, **options)


def parent(to: str, comment: str, **options: Any) -> Any:
    """A declared foreign key of masters, headers and subledgers; no index of its own."""
    options.setdefault("related_name", "+")
    options.setdefault("db_index", False)
    return models.ForeignKey(to, on_delete=models.PROTECT, db_comment=comment, **options)


def reference(to: str, comment: str, **options: Any) -> Any:
    """A reference of a line-grain table: checked by one statement trigger, see ``guards``."""
    options.setdefault("related_name", "+")
    return models.ForeignKey(
        to,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        db_comment=comment,
        **options,
    )


def act(comment: str = "Act that last wrote the row (people_act).", **options: Any) -> Any:
    """The act that wrote a row: who and when are one join away.

    Not checked row by row: the act is in the log before its event writes, and the log keeps it for good.
    """
    return models.BigIntegerField(db_comment=comment, **options)


class DateRange(models.Func):
    """A half-open range of dates, for rules that forbid two at a time."""

    function = "DATERANGE"
    output_field = DateRangeField()
