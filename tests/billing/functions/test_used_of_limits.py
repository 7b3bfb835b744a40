"""What is used of limits: billed, on drafts, within them; and what is not."""

from billing_world import confirmed, sales
from django.db import connection

from unbilled.lab.scenarios.books import Books


def used(books: Books, *contracts: str, without: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """By line and customer: billed, drafted, within the limits, over them, not evaluated."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select line.name, customer.account, round(billed_amount, 2)::text, round(drafted_amount, 2)::text,
                      round(committed_amount, 2)::text, round(failed_amount, 2)::text,
                      round(unevaluated_amount, 2)::text
                 from billing_used_of_limits(%s, %s::bigint[], %s::bigint[]) as found
                 join agreements_contract_line as line on line.id = found.contract_line_id
                 join masterdata_customer as customer on customer.id = found.customer_id
                order by line.name, customer.account""",
            [
                books.company_id,
                [books.id("contracts", one) for one in contracts],
                sales(books, *without),
            ],
        )
        return list(cursor.fetchall())


def test_what_is_billed_drafted_and_within_is_told_apart(worked: Books) -> None:
    """T1 is worth 1,600.00, T2 83.33, the milestone Start 1,000.00."""
    worked.do("- set: {lines: {C-1/Build: {limit: 1650}}}")
    worked.do("- evaluate_limits: [T1, T2]")
    assert used(worked, "C-1") == [("Build", "Helios", "0.00", "0.00", "1600.00", "83.33", "0.00")]
    assert used(worked, "C-1", without=("T1",)) == [
        ("Build", "Helios", "0.00", "0.00", "0.00", "83.33", "0.00")
    ]

    worked.do("- reset_limits: [T2]\n- mark_ready: {milestones: [Start]}")
    assert used(worked, "C-1") == [
        ("Build", "Helios", "0.00", "0.00", "1600.00", "0.00", "83.33"),
        ("Launch", "Helios", "0.00", "1000.00", "0.00", "0.00", "0.00"),
    ]

    worked.do("- mark_ready: {entries: [T1]}\n- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    assert used(worked, "C-1") == [
        ("Build", "Helios", "0.00", "1600.00", "0.00", "0.00", "83.33"),
        ("Launch", "Helios", "0.00", "1000.00", "0.00", "0.00", "0.00"),
    ]

    confirmed(worked, "P-00001")
    assert used(worked, "C-1") == [
        ("Build", "Helios", "1600.00", "0.00", "0.00", "0.00", "83.33"),
        ("Launch", "Helios", "1000.00", "0.00", "0.00", "0.00", "0.00"),
    ]

    # Work without limits uses nothing, and the milestone that is credited is ready again.
    worked.do("- revise: {proformas: P-00001, reason: Two hours too many, on: 2026-04-10}")
    worked.do("- edit: {proformas: P-00002, quantities: {T1: 6}}")
    confirmed(worked, "P-00002")
    assert [row[:4] for row in used(worked, "C-1", "C-2")] == [
        ("Build", "Helios", "1200.00", "0.00"),
        ("Care", "Helios", "0.00", "0.00"),
        ("Care", "Orbit", "0.00", "0.00"),
        ("Launch", "Helios", "0.00", "1000.00"),
    ]
    assert used(worked) == []
