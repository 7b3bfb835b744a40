"""Keeping shares: those of the days before others begin; none begin before the last did, and one day keeps one set."""

from unbilled.agreements.models import PastShare
from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1: {customers: {Helios: 60, Selene: 40}, lines: {Build: {project: P-1}}}
"""
ORDER = "draft_change_order: {contract: C-1, name: Shares, from: %s, lines: {Build: {customers: {%s}}}}"


def test_a_day_keeps_what_was_before_it_and_no_earlier_day_is_taken(books: Books) -> None:
    books.given(WORLD)
    for number, shares in enumerate(("Helios: 50, Selene: 50", "Selene: 100"), 1):
        books.do(f"- {ORDER % ('2026-03-01', shares)}")
        books.do(f"- approve_change_orders: {{orders: [C-1/{number}], on: 2026-03-01}}")

    refusal = books.refused("SharesHoldLater", ORDER % ("2026-02-28", "Helios: 100"))
    assert refusal.message == "Other shares begin later already: C-1/Build from 2026-03-01."
    kept = PastShare.objects.order_by("split_percent").values_list("customer__name", "split_percent")
    assert [(name, int(share)) for name, share in kept] == [("Selene", 40), ("Helios", 60)]
