"""Keeping shares: those of the days before others begin; none begin before the last did, and one day keeps one set."""

from unbilled.agreements.models import PastShare
from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    lines: {Build: {project: P-1}, Plan: {project: P-2}}
"""
ORDER = "draft_change_order: {contract: C-1, name: Shares, from: %s, lines: {%s}}"
BUILD, PLAN = "Build: {customers: {%s}}", "Plan: {customers: {%s}}"
CHANGES = (
    ("2026-03-01", BUILD % "Helios: 50, Selene: 50"),
    ("2026-03-01", BUILD % "Selene: 100"),
    ("2026-04-01", BUILD % "Helios: 100"),
    ("2026-04-05", PLAN % "Helios: 100"),
)


def test_a_day_keeps_what_was_before_it_and_no_earlier_day_is_taken(books: Books) -> None:
    books.given(WORLD)
    for number, change in enumerate(CHANGES, 1):
        books.do(f"- {ORDER % change}")
        books.do(f"- approve_change_orders: {{orders: [C-1/{number}], on: {change[0]}}}")

    earlier = ("2026-03-15", f"{BUILD}, {PLAN}" % ("Selene: 100", "Selene: 100"))
    assert books.refused("SharesHoldLater", ORDER % earlier).message == (
        "Other shares begin later already: C-1/Build from 2026-04-01, C-1/Plan from 2026-04-05."
    )
    books.do(f"- {ORDER % ('2026-04-03', BUILD % 'Selene: 100')}")
    kept = PastShare.objects.values_list(
        "contract_line__name", "valid_until", "customer__name", "split_percent"
    )
    assert sorted((line, f"{day:%m-%d}", name, int(share)) for line, day, name, share in kept) == [
        ("Build", "03-01", "Helios", 60),
        ("Build", "03-01", "Selene", 40),
        ("Build", "04-01", "Selene", 100),
        ("Plan", "04-05", "Helios", 60),
        ("Plan", "04-05", "Selene", 40),
    ]
