"""What no font can print is told when it comes in, long before an invoice would have to show it."""

from collections.abc import Iterable, Mapping
from typing import Any

USUAL = "\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026\u2022\u20ac"
"""Dashes, quotation marks and the like, which every text font has; so it has all letters up to U+017F."""


def unprintable(texts: Iterable[str], *, names_emoji: bool = False) -> dict[str, list[str]]:
    """Find the texts with a character that no installed font has.

    Args:
        texts: As many as there are; only those with unusual letters cost time.
        names_emoji: The company has emoji said by their names.

    Returns:
        By text its characters, each named by code and itself.
    """
    unusual = {
        text
        for text in texts
        if any(letter > "\u017f" and letter not in USUAL for letter in text)
        or not text.replace("\n", "").isprintable()
    }
    if not unusual:
        return {}
    from unbilled.documents.pdf import unprintable as without_a_font

    odd = sorted({letter for text in unusual for letter in text})
    # One by one first: of many texts few have such a letter.
    missing = set(without_a_font(odd))
    at_fault = sorted(text for text in unusual if missing.intersection(text))
    return without_a_font(at_fault, names_emoji=names_emoji)


def warnings(values: Mapping[str, Any], *, names_emoji: bool = False) -> list[str]:
    """What to say of texts that were typed for a record of a company that has emoji named or not, by field."""
    typed = {name: value for name, value in values.items() if isinstance(value, str)}
    found = unprintable(typed.values(), names_emoji=names_emoji)
    return [
        f"No font has {', '.join(found[text])} in the {name.replace('_', ' ')}: it can be kept, but no invoice that "
        "says it can be posted."
        for name, text in typed.items()
        if text in found
    ]
