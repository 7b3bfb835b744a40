"""Bind the parts of a long document into one PDF/A-3b file: fonts embedded once, pages numbered through."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO

import pikepdf


@dataclass(frozen=True)
class Leaves:
    """Pages of a part that are kept."""

    file: bytes
    first: int
    """First page kept, counted from 0."""
    end: int | None
    """Page after the last one kept; None: all that are left."""

    @cached_property
    def page_count(self) -> int:
        """Pages kept."""
        with pikepdf.open(BytesIO(self.file)) as part:
            return len(part.pages[self.first : self.end])


LINES = "lines.json"


def tells_lines(file: bytes) -> bool:
    """Whether a part that was laid out tells on which page each line stands."""
    with pikepdf.open(BytesIO(file)) as part:
        return LINES in part.attachments


def begins(file: bytes, start: int) -> tuple[int, int] | None:
    """Find the last page of a part that begins with a line.

    What stands on it may have gone on after the part's last line, so the next part begins with that line.

    Args:
        file: A part laid out, with its ``lines.json``: each line with each page on which it has been seen.
        start: First line of the part.

    Returns:
        The line and the page, counted from 0; None when no page but the part's first begins with one.
    """
    with pikepdf.open(BytesIO(file)) as part:
        seen = json.loads(part.attachments[LINES].get_file().read_bytes())
    began: dict[int, int] = {}
    first: dict[int, int] = {}
    for line, page in seen:
        began.setdefault(line, page)
        first[page] = min(line, first.get(page, line))
    pages = [page for page, line in first.items() if began[line] == page and line > start]
    return (first[max(pages)], max(pages) - 1) if pages else None


def bound(parts: Sequence[Leaves], numbers: bytes) -> bytes:
    """Bind parts, and print the page numbers onto their pages.

    Args:
        parts: In order.
        numbers: A file with a page for each page of the parts, with its number and nothing else; catalog and
            metadata of the whole are its own.

    Returns:
        The file; the same for the same parts.
    """
    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.open(BytesIO(numbers)))
        numbered = list(whole.pages)
        shelf = _Shelf()
        before, after = whole.make_stream(b"q\n"), whole.make_stream(b"\nQ\n/PageNumber Do\n")
        for part in parts:
            source = opened.enter_context(pikepdf.open(BytesIO(part.file)))
            for page in source.pages[part.first : part.end]:
                number = numbered[len(whole.pages) - len(numbered)]
                number.obj.Resources = shelf.shared(number.obj.Resources)
                whole.pages.append(page)
                leaf = whole.pages[-1].obj
                resources = dict(shelf.shared(leaf.Resources).items())
                images = dict(resources.get("/XObject", pikepdf.Dictionary()).items())
                resources["/XObject"] = pikepdf.Dictionary(
                    {**images, "/PageNumber": number.as_form_xobject()}
                )
                leaf.Resources = pikepdf.Dictionary(resources)
                leaf.Contents = pikepdf.Array([before, leaf.Contents, after])
        del whole.pages[: len(numbered)]
        file = BytesIO()
        whole.save(
            file,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
        return file.getvalue()


class _Shelf:
    """Keeps one of each of the things that pages draw with."""

    def __init__(self) -> None:
        self.kept: dict[bytes, pikepdf.Object] = {}
        self.known: dict[tuple[int, int], tuple[bytes, pikepdf.Object]] = {}

    def shared(self, thing: pikepdf.Object) -> pikepdf.Object:
        """The thing, or the one like it that was there first."""
        return self._shared(thing)[1]

    def _shared(self, thing: pikepdf.Object) -> tuple[bytes, pikepdf.Object]:
        if not isinstance(thing, pikepdf.Object):
            return repr(thing).encode(), thing
        if thing.is_indirect and thing.objgen in self.known:
            return self.known[thing.objgen]
        mark = sha256(type(thing).__name__.encode())
        if isinstance(thing, pikepdf.Array):
            for place, one in enumerate(thing):
                digest, kept = self._shared(one)
                thing[place] = kept
                mark.update(digest)
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in sorted(set(thing.keys()) - {"/Length"}):
                digest, kept = self._shared(thing[key])
                thing[key] = kept
                mark.update(key.encode() + digest)
            if isinstance(thing, pikepdf.Stream):
                mark.update(thing.read_raw_bytes())
        else:
            mark.update(thing.unparse())
        if not thing.is_indirect:
            return mark.digest(), thing
        found = (mark.digest(), self.kept.setdefault(mark.digest(), thing))
        self.known[thing.objgen] = found
        return found
