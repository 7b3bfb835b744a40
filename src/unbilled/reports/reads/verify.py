"""Verify: are all the truths about the books true?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from unbilled.foundation.installing import CODE_IS_AS_WRITTEN
from unbilled.foundation.invariants import Invariant, all_invariants

OnInvariant = Callable[[int, int, Invariant], None]


@dataclass(frozen=True)
class Finding:
    """What one invariant found."""

    invariant: Invariant
    holds: bool
    offenders: list[dict[str, Any]]


def verify(progress: OnInvariant | None = None) -> list[Finding]:
    """Run every invariant of every room on the books as they are, and compare the code in the database.

    Args:
        progress: Called before each one with its place, how many there are, and which it is.

    Returns:
        One finding per invariant, in the order of the rooms; ``offenders`` are the rows that break it. The last is
        that the functions and triggers are those of this version.

    Source:
        docs/rules/ledger.md#verifying.
    """
    return findings_of([*all_invariants(), CODE_IS_AS_WRITTEN], progress)


def findings_of(invariants: Iterable[Invariant], progress: OnInvariant | None = None) -> list[Finding]:
    """Run some invariants, as ``verify`` does all of them."""
    invariants = list(invariants)
    findings = []
    for place, invariant in enumerate(invariants):
        if progress:
            progress(place, len(invariants), invariant)
        offenders = invariant.offenders()
        findings.append(Finding(invariant, not offenders, offenders))
    return findings
