"""What of a proforma is billed and not credited."""

from billing_world import confirmed
from django.db import connection

from unbilled.lab.scenarios.books import Books


def still_billed(books: Books, number: str) -> list[tuple[str, str, str, str, str]]:
    """By line of the proforma: the entry or milestone, class, quantity, amount and billing type."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select coalesce(milestone.name, entry.external_reference), found.transaction_class,
                      round(found.quantity, 2)::text, round(found.transaction_amount, 2)::text, found.billing_type
                 from billing_still_billed(%s) as found
                 join actuals_actual as sale on sale.id = found.actual_id
                 left join work_entry as entry on entry.id = sale.entry_id
                 left join billing_milestone as milestone on milestone.id = found.milestone_id
                order by found.proforma_line_no, 1""",
            [books.id("proformas", number)],
        )
        return list(cursor.fetchall())


def test_what_a_correction_credits_is_billed_by_the_correction_or_by_none(worked: Books) -> None:
    worked.do("- mark_ready: all\n- create_proformas: {contracts: all, through: 2026-03-31}")
    confirmed(worked, "P-00001")

    assert still_billed(worked, "P-00001") == [
        ("T1", "time", "8.00", "1600.00", "chargeable"),
        ("T2", "time", "2.50", "83.33", "chargeable"),
        ("Start", "milestone", "1.00", "1000.00", "chargeable"),
        ("Go-live", "milestone", "1.00", "500.00", "chargeable"),
    ]
    assert still_billed(worked, "P-00002") == []  # a draft bills nothing

    worked.do("- revise: {proformas: P-00001, reason: Two hours too many, on: 2026-04-10}")
    worked.do("- edit: {proformas: P-00004, quantities: {T1: 6}}")
    assert len(still_billed(worked, "P-00001")) == 4
    confirmed(worked, "P-00004")

    assert still_billed(worked, "P-00001") == []
    assert still_billed(worked, "P-00004") == [("T1", "time", "6.00", "1200.00", "chargeable")]
