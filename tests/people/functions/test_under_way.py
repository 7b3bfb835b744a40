"""``people_under_way``: whether a session holds an act."""

from django.db import connection

from unbilled.lab.scenarios.books import Books
from unbilled.people.events.hold_act import hold_act, release_act


def under_way(act_id: int | None) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select is_under_way from people_under_way(%s)", [act_id])
        [[held]] = cursor.fetchall()
    return bool(held)


def test_an_act_is_under_way_while_it_is_held(books: Books) -> None:
    hold_act(7_000_000_000)
    assert under_way(7_000_000_000)
    assert not under_way(7_000_000_001)
    assert not under_way(None)
    release_act(7_000_000_000)
    assert not under_way(7_000_000_000)
