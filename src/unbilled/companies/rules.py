"""When money is due, and what every conversion of it has in common."""

from calendar import monthrange
from datetime import date, timedelta

from unbilled.foundation.refusals import Refusal


class ExchangeRateMissing(Refusal):
    """A conversion needs a rate that holds on its day; nothing is converted at a guess.

    Raised with ``found`` such as ``GBP to USD on 2026-03-02``, and with the ``entry_ids``, ``actual_ids``
    or ``proposal_ids`` that need the rate.
    """

    sentence = "There is no exchange rate for {found}."
    remedy = "Enter a rate of that pair, valid from that day or earlier."
    subjects = ("entry_ids", "actual_ids", "proposal_ids")


def due_date(invoice_date: date, net_days: int, net_months: int, end_of_month: bool) -> date:
    """The day payment is due: months first, then to the end of that month if so agreed, then days.

    A month that is too short gives its last day.

    >>> due_date(date(2026, 1, 31), 0, 1, False)
    datetime.date(2026, 2, 28)
    >>> due_date(date(2026, 2, 10), 15, 0, True)
    datetime.date(2026, 3, 15)
    """
    year, month = divmod(invoice_date.year * 12 + invoice_date.month - 1 + net_months, 12)
    last = monthrange(year, month + 1)[1]
    day = last if end_of_month else min(invoice_date.day, last)
    return date(year, month + 1, day) + timedelta(days=net_days)
