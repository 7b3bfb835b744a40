"""Headers of statements: what a ``.sql`` file says about itself.

The lines ``-- key: value`` at the top of a file tell readers, the generated pages and the house's
checks what the statement moves, reads and writes.
"""

import re
from dataclasses import dataclass, field

LINE = re.compile(r"^-- ?(?P<key>[a-z]+): *(?P<value>.*)$")
CONTINUED = re.compile(r"^--\s{2,}(?P<value>\S.*)$")
MOVE = re.compile(r"^(?P<table>\w+) (?P<source>\w+) -> (?P<target>\w+)$")


class HeaderUnreadable(ValueError):
    """A header line does not have the shape that the files beside it have."""


@dataclass(frozen=True)
class Move:
    """One legal step of a document from a status to the next."""

    table: str
    source: str
    target: str


@dataclass(frozen=True)
class Header:
    """The lines of a header, and what they name."""

    lines: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        return self.lines.get(key, "")

    def named(self, kind: str) -> str:
        """The event or read it belongs to; what follows a comma tells which part of it.

        >>> read_header("-- event: post_invoices, its lock").named("event")
        'post_invoices'
        """
        return self[kind].partition(",")[0].strip()

    @property
    def moves(self) -> tuple[Move, ...]:
        """Steps of documents along their drawings.

        >>> read_header("-- moves: work_entry draft -> submitted").moves
        (Move(table='work_entry', source='draft', target='submitted'),)
        """
        found = []
        for text in self._parts("moves"):
            match = MOVE.match(text)
            if not match:
                raise HeaderUnreadable(f"moves: {text!r} is not `table source -> target`")
            found.append(Move(**match.groupdict()))
        return tuple(found)

    def _parts(self, key: str) -> list[str]:
        return [part.strip() for part in self[key].split(";") if part.strip()]


def read_header(text: str) -> Header:
    r"""Read the header of a statement; a comment line set far in continues the line above it.

    >>> read_header("-- event: x\n-- keeps: one,\n--        two\n\nselect 1")["keeps"]
    'one, two'
    """
    lines: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        if match := LINE.match(line):
            last = match["key"]
            if last in lines:
                raise HeaderUnreadable(f"{last}: stands twice")
            lines[last] = match["value"].strip()
        elif last and (match := CONTINUED.match(line)):
            lines[last] = f"{lines[last]} {match['value'].strip()}"
        else:
            break
    return Header(lines)
