"""Milestones over a period: one on each day of a schedule, equal parts, the last takes what is left."""

from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    lines:
      Study: {project: P-1, billing_method: fixed_price, amount: 100}
      Hours: {project: P-2}
"""


def test_parts_are_equal_and_the_last_takes_what_is_left(books: Books) -> None:
    books.given(WORLD)
    period = "from: 2026-01-01, through: 2026-03-31"
    for refusal, step in (
        ("MilestonesNotPlannable", f"{{line: C-1/Study, schedule: now and then, {period}}}"),
        ("MilestonesNotPlannable", f"{{line: C-1/Study, {period}}}"),
        (
            "MilestonesNotPlannable",
            "{line: C-1/Study, schedule: monthly on 31, from: 2026-03-01, through: 2026-02-01}",
        ),
        ("MilestonesExceedContract", f"{{line: C-1/Study, schedule: monthly on 31, {period}, amount: 101}}"),
        ("LineNotFixedPrice", f"{{line: C-1/Hours, schedule: monthly on 31, {period}}}"),
    ):
        books.refused(refusal, f"generate_milestones: {step}")

    books.do(f"- generate_milestones: {{line: C-1/Study, schedule: monthly on 31, {period}}}")

    books.show(
        "milestones",
        """
        milestone        | customer | date       | amount
        Study 2026-01-31 | Helios   | 2026-01-31 |  20.00
        Study 2026-01-31 | Selene   | 2026-01-31 |  13.33
        Study 2026-02-28 | Helios   | 2026-02-28 |  20.00
        Study 2026-02-28 | Selene   | 2026-02-28 |  13.33
        Study 2026-03-31 | Helios   | 2026-03-31 |  20.00
        Study 2026-03-31 | Selene   | 2026-03-31 |  13.34
        """,
    )
    books.refused(
        "MilestonesNotPlannable",
        f"generate_milestones: {{line: C-1/Study, schedule: weekly on friday, {period}}}",
    )
