"""Descriptions without end: aliases of aliases, brackets in brackets, characters that are none."""

import time

import pytest

from unbilled.intake.company_files import reading
from unbilled.intake.company_files.reading import DescriptionUnreadable, read_yaml

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{one}: &a{one} [{', '.join([f'*a{one - 1}'] * 10)}]\n" for one in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(BOMB, "by line 6 more than 1,000,000 things are said", id="aliases of aliases"),
        pytest.param("[" * 3000, "line 1 is nested deeper than 60 levels", id="brackets"),
        pytest.param("{a: " * 3000, "line 1 is nested deeper than 60 levels", id="braces"),
        pytest.param("- " * 3000 + "x", "line 1 is nested deeper than 60 levels", id="dashes"),
        pytest.param("a: &a [*a]", "line 1 is not YAML: a is part of itself", id="part of itself"),
        pytest.param(
            "a: &a {b: {c: *a}}", "line 1 is not YAML: a is part of itself", id="part of itself, deeper"
        ),
        pytest.param('a: "x\\uD800"', "a text on line 1 has a character that is none", id="half a character"),
        pytest.param('a: 1\nb: "x\\0"', "a text on line 2 has a character that is none", id="NUL"),
        pytest.param('"\\0": 1', "a text on line 1 has a character that is none", id="NUL in a name"),
        pytest.param("a: !!bool maybe", "this is not YAML: 'maybe'", id="a tag that does not fit"),
        pytest.param("a: !!set {b}", "could not determine a constructor", id="a tag of a set"),
        pytest.param("a: !!binary aGk=", "could not determine a constructor", id="a tag of bytes"),
        pytest.param("a: !!python/name:os.system", "could not determine a constructor", id="a tag of Python"),
        pytest.param("a: " + "9" * 5000, "this is not YAML: Exceeds the limit", id="a number without end"),
        pytest.param("a: 1.5e+999999", "More than the books hold: 1.5e+999999", id="an exponent without end"),
        pytest.param("<<: {a: 1}", "line 1 is not YAML", id="a merge"),
    ],
)
def test_a_description_without_end_is_refused_at_once(text: str, reason: str) -> None:
    began = time.monotonic()

    with pytest.raises(reading.Refusal) as refused:
        read_yaml(text)

    assert reason in refused.value.message
    assert len(refused.value.message) < 250
    assert time.monotonic() - began < 5


def test_an_alias_is_read_where_it_is_no_bomb() -> None:
    assert read_yaml("a: &one {b: [1, 2]}\nc: [*one, *one]") == {
        "a": {"b": [1, 2]},
        "c": [{"b": [1, 2]}, {"b": [1, 2]}],
    }


def test_a_number_of_many_digits_is_told_shortly() -> None:
    with pytest.raises(DescriptionUnreadable, match=r"^price is '9{80}…', not a number") as refused:
        reading.number(int("9" * 4000), "price")

    assert len(refused.value.message) < 200
