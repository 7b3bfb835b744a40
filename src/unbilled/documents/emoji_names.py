"""Emoji in words: what no font has is said by its name, in the language of whoever reads it."""

import re
from collections.abc import Callable, Sequence

LANGUAGES = ("de", "en", "es", "fr", "it")
"""Languages in which emoji have names; in others they have the English ones."""
PERHAPS = re.compile("[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]")
"""Characters that emoji begin with or consist of, and others."""


def is_emoji(text: str) -> bool:
    r"""Whether a text may have emoji, told without knowing them all.

    >>> is_emoji("Shop released"), is_emoji("Shop released \U0001f680")
    (False, True)
    """
    return PERHAPS.search(text) is not None


def emoji_in(text: str) -> list[str]:
    r"""The emoji of a text, whole: those of several characters too.

    >>> [len(one) for one in emoji_in("Done \U0001f44d\U0001f3fd by \U0001f469\u200d\U0001f4bb")]
    [2, 3]
    """
    if not is_emoji(text):
        return []
    from emoji import emoji_list

    return [one["emoji"] for one in emoji_list(text)]


def name_of(emoji: str, language: str) -> str:
    r"""The name of an emoji, as Unicode has it for a language.

    >>> name_of("\U0001f680", "en"), name_of("\U0001f680", "nl")
    ('[rocket]', '[rocket]')
    """
    from emoji import demojize

    said = demojize(emoji, delimiters=("[", "]"), language=language if language in LANGUAGES else "en")
    return said.replace("_", " ")


def with_names(text: str, language: str, lacking: Callable[[Sequence[str]], set[str]]) -> str:
    r"""A text with the names of its emoji in the place of those that cannot be shown.

    Args:
        text: What somebody wrote.
        language: Language of the names.
        lacking: Tells which of some emoji cannot be shown.

    >>> with_names("Shop \U0001f680 \u00a9", "en", lambda emoji: {"\U0001f680"})
    'Shop [rocket] ©'
    """
    found = emoji_in(text)
    named = {one: name_of(one, language) for one in lacking(found)} if found else {}
    # The longest first: an emoji of several characters begins with another.
    for one in sorted(named, key=len, reverse=True):
        text = text.replace(one, named[one])
    return text
