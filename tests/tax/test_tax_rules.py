"""Tax on decimals: what applies, and how a rounded total reaches the lines."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from unbilled.tax.rules import applicable_codes, spread_tax, tax_of_total

CODES = st.lists(st.sampled_from(["A", "B", "C", "D"]), max_size=4)
AMOUNTS = st.lists(st.decimals(-100_000, 100_000, places=2), min_size=1, max_size=30)
RATES = st.decimals(0, 100, places=6)


@given(CODES, CODES)
def test_a_code_applies_exactly_when_both_groups_have_it(group: list[str], item_group: list[str]) -> None:
    applicable = applicable_codes(group, item_group)

    assert applicable == sorted(code for code in "ABCD" if code in group and code in item_group)


@given(AMOUNTS, RATES, st.integers(0, 3))
def test_lines_add_up_to_the_tax_of_the_total(amounts: list[Decimal], rate: Decimal, digits: int) -> None:
    assert sum(spread_tax(amounts, rate, digits)) == tax_of_total(amounts, rate, digits)


@given(AMOUNTS, RATES, st.integers(0, 3))
def test_the_tax_of_a_line_is_within_one_unit_of_its_own(
    amounts: list[Decimal], rate: Decimal, digits: int
) -> None:
    for amount, tax in zip(amounts, spread_tax(amounts, rate, digits), strict=True):
        assert abs(tax - amount * rate / 100) <= Decimal(1).scaleb(-digits)
