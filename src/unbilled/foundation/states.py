"""State diagrams as data: code, database guard, tests and docs use the same drawing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Arrow:
    """One legal move and the event that makes it."""

    event: str
    source: str
    target: str


@dataclass(frozen=True)
class Diagram:
    """The states of one kind of document and the moves between them."""

    table: str
    start: str
    arrows: tuple[Arrow, ...]
    column: str = "status"

    @property
    def statuses(self) -> tuple[str, ...]:
        """All statuses, the start first, then in the order in which the arrows name them."""
        named = [self.start]
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

    def mermaid(self) -> str:
        """Draw it for a README."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f"    {arrow.source} --> {arrow.target}: {arrow.event}" for arrow in self.arrows]
        return "\n".join(lines)
