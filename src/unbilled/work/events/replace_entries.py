"""Replace entries: what came in before and is not approved becomes what it says now, as drafts."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.acts import Act, event, note_changes
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import accepted
from unbilled.foundation.sights import refuse_foreign
from unbilled.foundation.statements import statement
from unbilled.work.events.enter_entries import REFUSALS, NewEntry, written_entries
from unbilled.work.reads.entry_words import changed_words, entry_words
from unbilled.work.reads.known_entries import known_entries
from unbilled.work.reads.pencil_entries import may_change_others
from unbilled.work.rules import EntryDecided, EntryOfOthers

SQL = statement(__file__)
ALSO: tuple[type[Refusal], ...] = (*REFUSALS, EntryDecided, EntryOfOthers)


@dataclass(frozen=True)
class ReplacedEntries:
    """What became of entries: those that are new and those that say something else, and how many stayed.

    ``known`` counts what says already what was given, and repetitions of a reference within what was given.
    """

    entered_ids: list[int]
    replaced_ids: list[int]
    known: int


@event("work.replace_entries")
def replace_entries(act: Act, *, entries: Sequence[NewEntry]) -> ReplacedEntries:
    """Enter work as drafts, in the place of what is known under its reference; all or nothing.

    What is known, says something else and is not approved becomes what is given, as a draft: also what was submitted
    or returned. What says the same already stays as it is, whatever its status. What is new is entered.

    Args:
        act: Who, for which company, on which day.
        entries: The work; of two with one external reference the first counts.

    Raises:
        ReferenceUnknown, ProjectClosed, QuantityNegative, CostWithoutCurrency: As on entering.
        EntryDecided: An entry that says something else is approved; ``positions`` count from 1.
        EntryOfOthers: A team member would replace what somebody else entered.
        NotYours: An entry is another manager's, and the person's role is for own contracts.

    Source:
        docs/rules/work.md#replacing.
    """
    named = [one.external_reference for one in entries if one.external_reference]
    known = known_entries(company_id=act.company_id, external_references=named)
    known_ids = [one.entry_id for one in known.values()]
    refuse_foreign(act.sight, {"entry_ids": known_ids})
    before = entry_words(act, known_ids)
    rows = accepted(
        SQL.rows(
            act,
            person_id=act.person_id,
            may_all=may_change_others(act),
            entries=written_entries(entries),
        ),
        *ALSO,
        subject="positions",
    )
    entered_ids = [row["entry_id"] for row in rows if row["is_new"]]
    replaced_ids = [row["entry_id"] for row in rows if not row["is_new"]]
    note_changes(act, changed_words(before, entry_words(act, replaced_ids)))
    return ReplacedEntries(entered_ids, replaced_ids, known=len(entries) - len(rows))
