"""Rolling retainers over: what is not used yet can be used longer, or for good."""

from datetime import date

from billing_world import refusing

from acting import acting
from retainer_world import GIVEN, STEPS
from unbilled.billing.events.expire_retainers import RetainerNotExpired
from unbilled.billing.events.roll_over_retainers import roll_over_retainers
from unbilled.billing.models import Retainer
from unbilled.lab.scenarios.books import Books


def test_what_is_open_gets_another_last_day_or_none(books: Books) -> None:
    books.given(GIVEN)
    books.do(STEPS)
    ids = dict(Retainer.objects.values_list("name", "pk"))
    act = acting(books.company_id)
    until = date(2026, 12, 31)
    assert roll_over_retainers(act, retainer_ids=[ids["Start"], ids["Later"]], until=until) == 2
    assert roll_over_retainers(act, retainer_ids=[ids["Later"]]) == 1
    books.do("""
        - apply_retainers: {proformas: P-00004, amounts: {Start: 300}}
        - confirm: P-00004
    """)
    with refusing(RetainerNotExpired) as caught:
        roll_over_retainers(act, retainer_ids=[ids["Start"], ids["Later"]])
    assert caught.value.message == (
        "Retainers neither expire nor roll over: Start of contract C-1 (nothing of it is open)."
    )
    books.show(
        "retainers",
        """
        retainer | last day
        Later    |
        Start    | 2026-12-31
        Other    |
        """,
    )
