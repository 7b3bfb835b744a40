"""Files as they come: read no further than a file of its kind can reasonably go, whatever is behind the name."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unbilled.foundation.refusals import Refusal

MEGABYTE = 1_000_000


class FileTooLarge(Refusal):
    """A file goes on beyond what is read; nothing of it has been taken."""

    sentence = "{file} has more than {most} MB, the most that is read of {kind}."
    remedy = "See whether it is the right file; if it is, split it into several."


def read_bounded(path: Path, *, kind: str, most: int) -> bytes:
    """The bytes of a file; of a device or a pipe without end as well, no more than ``most``.

    Args:
        path: The file.
        kind: What it is to be, for a sentence: ``a company file``.
        most: Megabytes.

    Raises:
        FileTooLarge: It has more.
        OSError: It is not there, or cannot be read.
    """
    found = bytearray()
    with path.open("rb") as file:
        # By the megabyte: whoever asks for all at once is given room for all there could be.
        while part := file.read(MEGABYTE):
            found += part
            if len(found) > most * MEGABYTE:
                raise FileTooLarge(file=path, kind=kind, most=most)
    return bytes(found)


@contextmanager
def many_kept() -> Iterator[None]:
    """Make many objects that stay, without looking through all of them for cycles again and again.

    That takes a third of the time of reading 100,000 rows. For work that has an end, as that on one file; what is
    left of it then counts as old, or all of it would be looked through as soon as the next object is made.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
