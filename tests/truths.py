"""Every invariant in one question, asked after some two thousand tests."""

from functools import cache

from unbilled.foundation.invariants import Invariant, all_invariants
from unbilled.foundation.statements import Statement
from unbilled.lab.scenarios.asking import ask


def untrue() -> list[Invariant]:
    """The invariants that do not hold."""
    return [invariants()[name] for (name,) in ask("every_invariant", question())]


def refuse_untrue() -> None:
    """Fail unless all that must be true about books is true, and show what is not."""
    broken = untrue()
    assert not broken, "\n".join(f"{one.sentence}: {one.offenders()[:5]}" for one in broken)


@cache
def invariants() -> dict[str, Invariant]:
    return {one.name: one for one in all_invariants()}


@cache
def question() -> str:
    return "\nunion all\n".join(
        f"select '{name}' where exists (\n{text_of(one)}\n)" for name, one in invariants().items()
    )


def text_of(invariant: Invariant) -> str:
    asked = invariant.find.__self__  # type: ignore[attr-defined]
    assert isinstance(asked, Statement)
    return asked.text.strip().removesuffix(";")
