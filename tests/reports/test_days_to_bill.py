"""Days from work to invoice: by month, of what invoices billed, as far as a person sees."""

from datetime import date
from decimal import Decimal

from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.days_to_bill import Waited, days_to_bill
from worlds import larkfield


def test_work_of_march_waited_for_the_invoices_of_its_last_day(books: Books) -> None:
    larkfield(books, credited=True)

    # 3, 4, 10, 12 and 6 March until the 31st: 28, 27, 21, 19 and 25 days; what corrects them counts no more.
    march = [Waited(date(2026, 3, 1), date(2026, 3, 31), 5, Decimal("24.0"))]
    for on, found in ((date(2026, 3, 31), march), (date(2026, 8, 1), march), (date(2026, 9, 1), [])):
        assert days_to_bill(company_id=books.company_id, on=on) == found, on
