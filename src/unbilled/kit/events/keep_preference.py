"""Keep a preference: how somebody wants pages to be, on whichever machine they are."""

from typing import Any

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal, shortened
from unbilled.kit.models import Preference

KNOWN = {"density": ("compact", "normal", "tall"), "keys": ("on", "off"), "scope": ("mine", "all")}
"""What can be preferred, and in which ways; the columns of a page besides."""
COLUMNS = "columns "
LONGEST_NAME, LONGEST_VALUE = 80, 1_000


class PreferenceUnknown(Refusal):
    """Pages can be as somebody wants them in some ways only."""

    sentence = "{name} of pages cannot be {value}."
    remedy = "Choose among what the page offers."


@event("kit.keep_preference")
def keep_preference(act: Act, *, name: str, value: str) -> None:
    """Keep how the person wants pages to be; what was kept before under the name is forgotten.

    Args:
        act: Who, for which company, on which day.
        name: ``density`` of rows, ``keys`` of one letter, ``scope`` of the overview, or ``columns`` and the page by its
            place in the address.
        value: What they want; of columns their names with points between; empty: as it comes.

    Raises:
        PreferenceUnknown: There is no such preference, or none of that value.

    Source:
        docs/rules/lists.md#preferences.
    """
    is_columns = name.startswith(COLUMNS) and len(name) <= LONGEST_NAME and len(value) <= LONGEST_VALUE
    if not is_columns and value not in KNOWN.get(name, ()):
        raise PreferenceUnknown(name=shortened(name, 30), value=shortened(value, 30))
    of: dict[str, Any] = {"company_id": act.company_id, "person_id": act.person_id, "name": name}
    if value:
        Preference.objects.update_or_create(**of, defaults={"value": value, "act_id": act.act_id})
    else:
        Preference.objects.filter(**of).delete()
