"""State diagrams as data: code, database guard, tests and docs use the same drawing."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Arrow:
    """One legal move and the event that makes it."""

    event: str
    source: str
    target: str


@dataclass(frozen=True)
class Diagram:
    """The states of one kind of document and the moves between them.

    Attributes:
        table: Table that keeps the state.
        start: The first status.
        arrows: The legal moves.
        column: Column that keeps it.
        words: What people read for a status, where it is not the status itself.
        also_starts: Further statuses in which one may begin.
    """

    table: str
    start: str
    arrows: tuple[Arrow, ...]
    column: str = "status"
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    also_starts: tuple[str, ...] = ()

    @property
    def starts(self) -> tuple[str, ...]:
        """The statuses in which one may begin, the usual one first."""
        return (self.start, *self.also_starts)

    @property
    def statuses(self) -> tuple[str, ...]:
        """All statuses, those that one begins in first, then in the order in which the arrows name them."""
        named = [*self.starts]
        for arrow in self.arrows:
            named += [arrow.source, arrow.target]
        return tuple(dict.fromkeys(named))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The legal moves, each once."""
        return tuple(dict.fromkeys((arrow.source, arrow.target) for arrow in self.arrows))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The statuses as choices of a model field."""
        return [(status, status.replace("_", " ")) for status in self.statuses]

    def spoken(self, status: str) -> str:
        """A status as people read it.

        >>> drawing = Diagram("x", "on_hold", (), words={"header_only": "waits"})
        >>> drawing.spoken("on_hold"), drawing.spoken("header_only")
        ('on hold', 'waits')
        """
        return self.words.get(status, status.replace("_", " "))

    def mermaid(self) -> str:
        """Draw it for a README."""
        lines = ["stateDiagram-v2", *(f"    [*] --> {status}" for status in self.starts)]
        lines += [f"    {arrow.source} --> {arrow.target}: {arrow.event}" for arrow in self.arrows]
        return "\n".join(lines)
