"""Steps over rows that are a run when the rows are many: at once and in the background they are one and the same."""

from collections.abc import Callable, Mapping
from typing import Any

from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selection
from unbilled.kit.screens import Chosen, Done
from unbilled.runs.running import Job

Asks = Callable[[Act, Chosen, Mapping[str, str]], Mapping[str, Any]]
"""What a step is given besides the rows: of the act, what was chosen, and what was filled in."""


def _nothing(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Mapping[str, Any]:
    return {}


def typed(*names: str) -> Asks:
    """What is filled in, as it was typed."""
    return lambda act, chosen, filled: {name: filled[name] for name in names}


def _rows(chosen: Chosen) -> list[int]:
    return chosen.ids


def over(
    job: Job,
    word: str,
    asks: Asks = _nothing,
    rows: Callable[[Chosen], list[int]] = _rows,
    says: Callable[[Any], Done] | None = None,
) -> dict[str, Any]:
    """What makes an action of a run: see ``does``, ``run`` and ``needs`` of ``kit.screens.Action``.

    Args:
        job: The run.
        word: The word for what was done, such as ``Held back``.
        asks: What the event is given besides the rows.
        rows: Identities that it is given of what was chosen; those of the rows where nothing is said.
        says: What was done, of the event's answer, where that is more than a word and what is counted.
    """

    def does(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
        answer = job.step(act, Selection(), rows(chosen), **asks(act, chosen, filled))
        if says is not None:
            return says(answer)
        tally = job.tally(answer)
        return Done(word, tally.counts, tally.amounts)

    def needs(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> tuple[None, dict[str, Any]]:
        return None, {job.subject: rows(chosen), **asks(act, chosen, filled)}

    return {"event": job.event, "does": does, "run": job.known_as, "needs": needs}
