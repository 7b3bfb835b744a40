"""Why: what was written off, written up and priced anew is told, with the act that did it."""

from adjusting import describe
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.reports.reads.why import why_named


def test_who_adjusted_work_is_told_until_it_is_undone(books: Books) -> None:
    describe(books)
    books.do("- write_off: {amounts: {T1: 150}, reason: GOODWILL, because: slow machine}")
    number = Act.objects.filter(event="process.write_off_work").latest("pk").pk

    told = {one.sentence for one in why_named(company_id=books.company_id, name="T1")}

    assert f"It was written off: act {number}, -150 EUR, GOODWILL, slow machine." in told
    books.do("- undo_adjustments: [T1]")
    assert {one.why for one in why_named(company_id=books.company_id, name="T1")} == {"not_marked"}
