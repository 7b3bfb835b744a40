"""Find the records that people name in a selection: contracts, projects, customers and what else it may name."""

from collections.abc import Iterable

from unbilled.foundation.nearest import nearest
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement

SQL = statement(__file__)
KNOWN = statement(__file__, "known")
KINDS = ("contract", "project", "customer", "task", "role", "resource", "category")


class NameUnknown(Refusal):
    """Somebody names what the company does not have."""

    sentence = "{company} has no {kind} {names}; {nearest}."
    remedy = (
        "Contracts and documents are named by number, projects by code, customers by account, tasks, roles, "
        "resources and categories by name, entries by their reference as listed, periods as 2026-03."
    )


MASTERS = tuple(kind for kind in KINDS if kind != "contract")
"""Kinds of which everybody may be told what there is; docs/rules/acts.md#own-contracts."""


def near(name: str, known: Iterable[str], *, kind: str, sight: Sight | None) -> str:
    """What to say of the names there are; of what is somebody's own, whoever sees only theirs is told none."""
    return nearest(name, known) if sight is None or kind in MASTERS else "none that you see is called so"


def find_selection(*, company_id: int, selection: Selection, sight: Sight | None) -> Selection:
    """Resolve the names of a selection to identities; an empty list of names takes nothing.

    A task's name stands for the tasks of all projects that have one of it.

    Args:
        company_id: Company of the records.
        selection: Contracts by number, projects by code, customers by account, the others by name.
        sight: Whose own are told of; None tells of all.

    Raises:
        NameUnknown: The company has no record of a name.
    """
    asked = {kind: selection.texts(kind) for kind in KINDS}
    named = {kind: names for kind, names in asked.items() if names is not None}
    if not named:
        return selection
    rows = SQL.rows(company_id=company_id, **{f"{kind}_names": named.get(kind, []) for kind in KINDS})
    for kind, names in named.items():
        found = {row["name"] for row in rows if row["kind"] == kind}
        unknown = [name for name in names if name not in found]
        if unknown:
            company = next(row["name"] for row in rows if row["kind"] == "company")
            known = KNOWN.values(company_id=company_id, kind=kind, near=unknown[0])
            raise NameUnknown(
                company=company,
                kind=kind,
                names=unknown,
                nearest=near(unknown[0], known, kind=kind, sight=sight),
            )
    return selection.but(
        **dict.fromkeys(named),
        **{f"{kind}_ids": sorted(row["id"] for row in rows if row["kind"] == kind) for kind in named},
    )
