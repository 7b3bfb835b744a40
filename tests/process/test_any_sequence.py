"""Whatever managers and accountants do in whatever order: nothing is billed twice, and nothing is lost."""

from collections import Counter
from datetime import date
from random import Random

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dealings import END, RETAINER, VERBS, WORLD, Dealings, nothing_is_lost
from truths import refuse_untrue
from unbilled.lab.scenarios.books import Books

Happening = tuple[str, int]
# What moves work in progress, or takes back what did.
MOVING = [
    *(
        "work",
        "take_back",
        "write_off",
        "write_up",
        "reprice",
        "prices",
        "order",
        "part",
        "journal",
        "due",
        "confirm",
    ),
    *("apply", "refund", "invoice", "credit"),
]
happenings = st.tuples(st.sampled_from([*VERBS, "work", "ready", "draft", "confirm"]), st.integers(0, 419))


@given(st.lists(happenings, min_size=4, max_size=25))
@example(
    [
        ("work", 0), ("work", 1), ("work", 7), ("ready", 1), ("draft", 1), ("edit", 1), ("confirm", 1), ("journal", 1),
        ("invoice", 1), ("revise", 1), ("edit", 4), ("confirm", 1), ("journal", 1), ("invoice", 1), ("credit", 1),
        ("take_back", 0), ("ready", 1), ("draft", 1), ("apply", 1), ("confirm", 1), ("invoice", 1), ("refund", 1),
    ]
)  # fmt: skip
@example(
    [
        ("work", 0), ("journal", 1), ("write_off", 0), ("write_up", 1), ("undo", 1), ("reprice", 5), ("ready", 1),
        ("draft", 1), ("take_off", 1), ("write_off", 2), ("add", 1), ("confirm", 1), ("credit", 1), ("undo", 0),
    ]
)  # fmt: skip
@example(
    [
        ("work", 0), ("work", 1), ("ready", 1), ("draft", 1), ("write", 1), ("write", 2), ("discount", 1),
        ("surcharge", 2), ("discount", 3), ("edit", 1), ("journal", 1), ("confirm", 1), ("invoice", 1), ("revise", 1),
        ("edit", 4), ("confirm", 1), ("invoice", 1), ("credit", 1), ("reprice", 3), ("ready", 1), ("write_off", 0),
        ("draft", 1), ("discount", 2), ("take_off", 1), ("apply", 1), ("confirm", 1),
    ]
)  # fmt: skip
@example(
    [
        ("sell_part", 1), ("ready", 1), ("draft", 1), ("sell_other", 0), ("agree", 1), ("confirm", 1), ("invoice", 1),
        ("revise", 0), ("sell_other", 3), ("confirm", 1), ("agree", 6), ("sell_part", 2), ("ready", 1), ("draft", 1),
        ("discount", 1), ("sell_other", 2), ("confirm", 1), ("invoice", 1), ("credit", 1), ("agree", 3),
    ]
)  # fmt: skip
@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_billed_twice_and_nothing_is_lost(db: None, sequence: list[Happening]) -> None:
    before, books = transaction.savepoint(), Books()
    books.given(WORLD)
    books.do(RETAINER)
    dealings = Dealings(books)
    for verb, drawn in sequence:
        dealings.happens(verb, drawn)
        nothing_is_lost()
    refuse_untrue()
    transaction.savepoint_rollback(before)


def test_every_verb_can_happen(db: None) -> None:
    """A verb that were always refused would prove nothing."""
    books = Books()
    books.given(WORLD)
    books.do(RETAINER)
    dealings = Dealings(books)
    order = [
        "work", "work", "work", "sell_part", "ready", "unready", "ready", "hold", "write_up", "write_off", "undo",
        "prices", "reprice", "order", "part", "reset", "limits", "ready", "due", "later", "work", "ready", "draft",
        "merge", "edit", "sell_other", "agree", "write", "discount", "surcharge", "charge_as_before",
        "discount", "take_off", "add", "refund", "apply", "journal", "confirm", *["journal"] * 4, "invoice", "revise",
        "discard", "discard", "credit", "work", "take_back", "approve", "recall", "bill",
    ]  # fmt: skip
    assert set(order) == set(VERBS)
    for verb in order:
        assert any(dealings.happens(verb, drawn) for drawn in range(12)), verb
        nothing_is_lost()


def test_a_year_of_dealings_is_in_the_ledger_on_every_day(db: None) -> None:
    """Work in progress is among what must be true, day by day, whatever was adjusted, divided or undone."""
    books, drawn, happened = Books(), Random(2026), Counter[str]()
    books.given(WORLD)
    books.do(RETAINER)
    dealings = Dealings(books, today=date(2026, 2, 1))
    while dealings.today < END:
        for verb in [*drawn.choices([*VERBS, *MOVING, "work", "ready", "draft", "confirm"], k=5), "later"]:
            happened[verb] += dealings.happens(verb, drawn.randrange(420))
        if happened["later"] % 16 == 0:
            refuse_untrue()
    nothing_is_lost()
    refuse_untrue()
    assert {verb for verb in MOVING if not happened[verb]} == set(), happened
