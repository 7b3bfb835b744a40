"""What people say about the books: accounts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NewAccount:
    """An account of the chart.

    Attributes:
        number: Account number.
        name: Name; the number when empty.
        account_kind: ``asset``, ``liability``, ``equity``, ``revenue`` or ``expense``.
    """

    number: str
    name: str = ""
    account_kind: str = "revenue"
