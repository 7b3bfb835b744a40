"""What a person keeps of pages: how they open, and how they are to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from unbilled.foundation.statements import statement

SQL = statement(__file__).kept


@dataclass(frozen=True)
class Kept:
    """What a person keeps.

    Attributes:
        opens: What pages are asked when the person goes there, by their place in the address.
        preferences: How pages are to be, by name.
    """

    opens: Mapping[str, str] = field(default_factory=dict)
    preferences: Mapping[str, str] = field(default_factory=dict)

    @property
    def density(self) -> str:
        """How high rows are."""
        return self.preferences.get("density", "normal")

    @property
    def keys(self) -> str:
        """Whether keys of one letter do something."""
        return self.preferences.get("keys", "on")

    @property
    def scope(self) -> str:
        """Whose work the overview tells of: ``mine`` or ``all``; empty where it is for the person's roles to say."""
        return self.preferences.get("scope", "")


def kept_by_person(*, company_id: int, person_id: int) -> Kept:
    """What a person keeps in a company, in one statement.

    Args:
        company_id: Company.
        person_id: The person.

    Source:
        docs/rules/lists.md#opening-views; docs/rules/lists.md#preferences.
    """
    rows = SQL.rows(company_id=company_id, person_id=person_id)
    return Kept(
        opens={row["name"]: row["value"] for row in rows if row["is_view"]},
        preferences={row["name"]: row["value"] for row in rows if not row["is_view"]},
    )
