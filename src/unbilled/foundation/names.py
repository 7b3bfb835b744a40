"""Names: one normal form in which what people write is compared, and texts without marks that deceive the eye.

Source: docs/rules/masters.md#names.
"""

import re
import unicodedata

# Invisible characters that change how a text looks or what it is taken for: embeddings, overrides and isolates of
# direction, and spaces without width. Joiners (U+200C, U+200D) are kept: scripts and pictures are written with them.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def name_key(name: str) -> str:
    """The form in which names are compared: composed, any white space as one space, without regard to case.

    >>> name_key("Zoe\u0308  Mu\u0308ller") == name_key("ZO\u00cb\u00a0M\u00dcLLER"), name_key("Stra\u00dfe")
    (True, 'strasse')
    """
    if name.isascii():
        return " ".join(name.split()).lower()
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", name))
    return unicodedata.normalize("NFC", " ".join(composed.split()).casefold())


def without_unseen(text: str) -> str:
    r"""A text without marks of direction and spaces of no width, which make it look like another.

    >>> without_unseen("10\u202e3\u202c EUR")
    '103 EUR'
    """
    return text if text.isascii() else _UNSEEN.sub("", text)


def plain_text(text: str) -> str:
    r"""A text without control characters and marks of direction; line ends and tabs stay.

    >>> plain_text("a\u202eb\x1b[2Jc"), plain_text("two\nlines")
    ('ab[2Jc', 'two\nlines')
    """
    if text.isprintable():
        return text
    return _CONTROL.sub("", without_unseen(text))
