"""When an invoice is due."""

from calendar import monthrange
from datetime import date, timedelta


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
