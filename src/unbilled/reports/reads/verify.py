"""Verify: are all the truths about the books true?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from unbilled.foundation.invariants import Invariant, all_invariants

Progress = Callable[[int, int, Invariant], None]


@dataclass(frozen=True)
class Finding:
    """What one invariant found."""

    invariant: Invariant
    holds: bool
    offenders: list[dict[str, Any]]


def verify(progress: Progress | None = None) -> list[Finding]:
    """Run every invariant of every room on the books as they are.

    Args:
        progress: Called before each one with its place, how many there are, and which it is.

    Returns:
        One finding per invariant, in the order of the rooms; ``offenders`` are the rows that break it.

    Source:
        docs/rules/ledger.md#verifying.
    """
    invariants = list(all_invariants())
    findings = []
    for place, invariant in enumerate(invariants):
        if progress:
            progress(place, len(invariants), invariant)
        offenders = invariant.offenders()
        findings.append(Finding(invariant, not offenders, offenders))
    return findings
