"""The nearest of the names there are, for sentences about one there is not."""

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 5


def nearest(name: str, known: Iterable[str]) -> str:
    """What to say of the names there are: the nearest, else the first few.

    >>> nearest("C-11", ["C-1", "D-204"]), nearest("Helios", ["10010", "10020"]), nearest("C-1", [])
    ('the nearest is C-1', 'there is 10010, 10020', 'there are none yet')
    """
    words = sorted(set(known))
    folded = {word.casefold(): word for word in reversed(words)}
    near = get_close_matches(name.casefold(), folded, 1)
    if near:
        return f"the nearest is {folded[near[0]]}"
    rest = len(words) - SHOWN
    more = f" and {rest:,} more" if rest > 0 else ""
    return f"there is {', '.join(words[:SHOWN])}{more}" if words else "there are none yet"
