"""Books: a world, the steps taken in it, and what its tables show."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.intake.company_files.reading import DescriptionUnreadable, Lined, read_yaml
from unbilled.intake.company_files.world import World
from unbilled.lab.given import describe
from unbilled.lab.scenarios.asking import ask
from unbilled.lab.scenarios.steps import STEPS, Play, take_step
from unbilled.lab.scenarios.tables import TABLES, compare, keys_of_all
from unbilled.people.models import Person

ALL_TABLES = statement(__file__, "tables")
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
BESIDE_THE_STEP = {"on", "by", "refused"}


class StepFailed(AssertionError):
    """A step was refused that should not be, or was not refused that should be."""


class Books:
    """The API of the ``books`` fixture and of the runner."""

    def __init__(self) -> None:
        self._play: Play | None = None
        self._before: dict[str, set[str]] = {name: set() for name in TABLES}

    @property
    def play(self) -> Play:
        """The world and its day."""
        if self._play is None:
            self.given("{}")
        assert self._play is not None
        return self._play

    @property
    def world(self) -> World:
        """The company and the names of its records."""
        return self.play.world

    @property
    def company_id(self) -> int:
        """The company."""
        return self.world.company_id

    @property
    def person_id(self) -> int:
        """The person who does everything."""
        return self.world.person_id

    def id(self, kind: str, name: str) -> int:
        """The identity of a record: of ``entries`` and masters by name, of documents by number.

        Args:
            kind: The plural, such as ``entries``, ``contracts``, ``milestones``, ``proformas``, ``proposals``
                or ``invoices``.
            name: Its name or number.
        """
        if kind in ("proformas", "proposals"):
            [found] = self.play.selection(kind, status=None, numbers=[name])
            return found
        if kind == "invoices":
            [found] = self.play.selection(kind, numbers=[name])
            return found
        return self.world.id(kind, name)

    def given(self, text: str | Mapping[str, Any]) -> World:
        """Build the world of a ``given`` part."""
        self._play = Play(describe(*_given(text)))
        return self._play.world

    def given_refused(self, refusal: str, text: str | Mapping[str, Any]) -> Refusal:
        """Build a world that must be refused, and see that nothing of it is there.

        Returns:
            The refusal.
        """
        act, given = _given(text)
        before = snapshot()
        try:
            describe(act, given)
        except Refusal as found:
            if found.code != refusal:
                raise StepFailed(
                    f"given should be refused with {refusal}; it was refused with {found.code}: {found}"
                ) from found
            changed = _changes(before, snapshot())
            if changed:
                raise StepFailed(
                    f"given was refused with {refusal}, yet {', '.join(changed)} changed"
                ) from found
            return found
        raise StepFailed(f"given should be refused with {refusal}; it was built")

    def do(self, text: str | list[Any]) -> Any:
        """Take steps and hold expectations, as under ``steps`` of a scenario.

        Returns:
            What the last step's event returned.
        """
        steps = read_yaml(text) if isinstance(text, str) else text
        result = None
        for one in steps if isinstance(steps, list) else [steps]:
            result = self.take(one)
        return result

    def refused(self, refusal: str, text: str) -> Refusal:
        """Take one step that must be refused, and see that nothing changed.

        Returns:
            The refusal.
        """
        one = read_yaml(text)
        [one] = one if isinstance(one, list) else [one]
        found = self.take({**one, "refused": refusal})
        assert isinstance(found, Refusal)
        return found

    def show(self, name: str, expected: str) -> None:
        """Hold a table against what is expected."""
        compare(self.company_id, name, expected, self._before)

    def take(self, one: Any) -> Any:
        """Take one step of a scenario, or hold one expectation."""
        name, said, on, refused = parts_of_step(one)
        self.play.by = one.get("by") if isinstance(one, Mapping) else None
        if name == "expect":
            for table, expected in (said or {}).items():
                self.show(table, expected or "")
            return None
        self._before = keys_of_all(self.company_id)
        if refused:
            return self._take_refused(name, said, on, refused)
        try:
            return take_step(self.play, name, said, on)
        except DescriptionUnreadable:
            raise
        except Refusal as refusal:
            raise StepFailed(f"{name} was refused: {refusal.code}: {refusal}") from refusal

    def _take_refused(self, name: str, said: Any, on: date | None, refused: str) -> Refusal:
        before = snapshot()
        today, ids = self.play.today, {kind: dict(named) for kind, named in self.world.ids.items()}
        try:
            take_step(self.play, name, said, on)
        except DescriptionUnreadable:
            raise
        except Refusal as refusal:
            if refusal.code != refused:
                raise StepFailed(
                    f"{name} should be refused with {refused}; it was refused with {refusal.code}: {refusal}"
                ) from refusal
            found = refusal
        else:
            changed = _changes(before, snapshot())
            what = f"changed {', '.join(changed)}" if changed else "changed nothing"
            raise StepFailed(f"{name} should be refused with {refused}; it was done and {what}")
        changed = _changes(before, snapshot())
        if changed:
            raise StepFailed(f"{name} was refused with {refused}, yet {', '.join(changed)} changed")
        self.play.today = today
        self.world.ids.clear()
        self.world.ids.update(ids)
        return found


def _given(text: str | Mapping[str, Any]) -> tuple[Act, Lined]:
    """Who describes a world, and what is said of it."""
    given = Lined(read_yaml(text) if isinstance(text, str) else text)
    person, _ = Person.objects.get_or_create(
        username=str(given.pop("person", "accountant")), defaults={"is_superuser": True}
    )
    return Act(0, person.pk, Play.today, NOON), given


def parts_of_step(one: Any) -> tuple[str, Any, date | None, str]:
    """Name of a step, what is said to it, the day, and the refusal that must come."""
    if isinstance(one, str):
        one = {one: None}
    if not isinstance(one, Mapping):
        raise DescriptionUnreadable(reason=f"{one!r} is not a step")
    names = [name for name in one if name not in BESIDE_THE_STEP]
    if len(names) != 1:
        raise DescriptionUnreadable(
            reason=f"a step is one word of {', '.join(sorted(STEPS))}; this one says {', '.join(map(str, names))}"
        )
    [name] = names
    return str(name), one[name], one.get("on"), str(one.get("refused") or "")


def snapshot() -> dict[str, str]:
    """A fingerprint of each table's rows."""
    tables = ALL_TABLES.values()
    union = " union all ".join(
        f"select '{table}', md5(coalesce(string_agg(part::text, chr(10) order by part::text), ''))"  # noqa: S608
        f" from {table} as part"
        for table in tables
    )
    return dict(ask("snapshot_of_all", union))


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return [table for table in sorted(after) if before.get(table) != after[table]]
