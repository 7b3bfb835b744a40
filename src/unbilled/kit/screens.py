"""Screens as data: a list, where it stands, what can be done with its rows; a page of its own needs no more."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from django.http import QueryDict

from unbilled.foundation.acts import Act
from unbilled.foundation.lists import List, Listing
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.lists.lists import Totals


@dataclass(frozen=True)
class Chosen:
    """What somebody chose on a list, counted and summed as it was looked at.

    Attributes:
        ids: Identities of the rows.
        listing: The rows, for what else is to be known of them.
        totals: How many they are and what they come to.
        cells: What was typed into cells of the rows, by row and column.
    """

    ids: list[int]
    listing: Listing
    totals: Totals
    cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """What an action did, in the words of its toast.

    Attributes:
        act: The word for it, such as ``Marked ready``.
        counts: How many of what.
        amounts: Amounts by what they are and currency.
        record: Kind and name of the one record that came of it, such as a proforma and its number.
        listed: Path of the screen, with its question, that lists what came of it.
    """

    act: str
    counts: Mapping[str, int] = field(default_factory=dict)
    amounts: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    record: tuple[str, str] | None = None
    listed: str = ""


@dataclass(frozen=True, kw_only=True)
class Field:
    """What an action asks for before it is done.

    Attributes:
        name: Its name in the form.
        label: What it says.
        kind: ``text``, ``lines``, ``day``, ``figure`` or ``choice``.
        is_required: Nothing is done without it.
        hint: A few words below it.
        choices: What can be chosen, by value.
        preset: What stands there: a text, or ``today``.
        offers: Names that could be typed into a text, of a company; what is typed may be another.
    """

    name: str
    label: str
    kind: str = "text"
    is_required: bool = True
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    preset: str = ""
    offers: Callable[[int], Sequence[str]] | None = None


class Asking(Protocol):
    """What asks for something before it is done."""

    @property
    def fields(self) -> Sequence[Field]:
        """What it asks for."""


class Explained(Protocol):
    """Why a record stands where it stands, and what to do about it."""

    @property
    def what(self) -> str:
        """What people call it."""

    @property
    def sentence(self) -> str:
        """Why."""

    @property
    def remedy(self) -> str:
        """What to do; empty where nothing is to be done."""


Doing = Callable[[Act, Chosen, Mapping[str, str]], Done]
Needing = Callable[[Act, Chosen, Mapping[str, str]], tuple[Sequence[int] | None, Mapping[str, Any]]]
"""What a run in the background is given: identities of its records, or None for all it takes, and its needs."""
Foreseeing = Callable[[int, Chosen, Mapping[str, str]], Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something done with chosen rows: one call of an event.

    Attributes:
        name: Its name in the address.
        label: What its button says.
        event: The event that it asks for; whoever may never ask for it does not see the button.
        does: Calls the event with what was chosen and what was filled in, by field.
        key: The key that presses it.
        title: What the dialog asks; without one it is done at once.
        effect: What will have happened, in the dialog.
        button: The word on the dialog's button, before the count and the sums.
        fields: What the dialog asks for.
        is_primary: It is what people come for.
        is_final: It cannot be undone by another button.
        is_minor: It stands behind the button for more.
        foresees: Says in the dialog what would come of it: of the company, of what was chosen and is filled in; where
            that changes, it is said again before anything is done.
        tells: Says in the dialog what to know of what was chosen, if anything.
        run: The run by its own name that does the same in the background, record by record; empty where none does.
        most: Rows up to which it is done while the page waits; more are a run.
        needs: What the run is given: of the act, what was chosen and what was filled in. Where it is not said, the run
            takes the rows that were chosen, by their identities.
    """

    name: str
    label: str
    event: str
    does: Doing
    key: str = ""
    title: str = ""
    effect: str = ""
    button: str = ""
    fields: Sequence[Field] = ()
    is_primary: bool = False
    is_final: bool = False
    is_minor: bool = False
    foresees: Foreseeing | None = None
    tells: Foreseeing | None = None
    run: str = ""
    most: int = 2_000
    needs: Needing | None = None


@dataclass(frozen=True, kw_only=True)
class View:
    """A view that comes with a screen.

    Attributes:
        label: What its tab says.
        query: Filters and order, by meaning: ``status=ready``, ``through_date=today-60``.
        opens_for: Roles for which the page opens with it, from the navigation.
        done: What it means that there is nothing in it, where that is as it should be.
        then: Path of the screen where one goes on then.
    """

    label: str
    query: str
    opens_for: Sequence[str] = ()
    done: str = ""
    then: str = ""


@dataclass(frozen=True, kw_only=True)
class Drill:
    """Where a figure leads: to a list with the filters that it is the sum of.

    Attributes:
        screen: The list's screen.
        asks: Questions of that list, each with the column whose value it is asked by.
        query: Further filters, as they stand in an address.
    """

    screen: str
    asks: Mapping[str, str]
    query: str = ""


@dataclass(frozen=True, kw_only=True)
class Fill:
    """A column that is filled in on the page before an action takes it with the row.

    Attributes:
        when: A column and the value in which rows have a field there.
        starts: Column of what stands in the field where the row has nothing yet.
        choices: What can be chosen, by value; a text where empty.
    """

    when: tuple[str, str]
    starts: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A list page.

    Attributes:
        path: Its place in the address.
        read: The list.
        title: Its title; the list's own when empty.
        noun: What its rows are called, in the plural.
        group: Heading of the navigation under which it stands.
        is_minor: It stands there behind *More*.
        beside: Path of the screen that stands in the navigation for it; both have tabs for each other.
        tab: What its tab says there.
        icon: Icon of the navigation.
        go: Letter that leads to it after ``g``.
        roles: Who finds it in the navigation; everybody when empty.
        columns: Its columns, where the list's own suit the terminal better; the others can be chosen.
        views: Views that come with it.
        usual: Filters of the page when nothing is asked.
        actions: What can be done with its rows.
        opens: Kind of record that a row opens, with the columns of its name, such as ``("proforma", "number")``.
        split: Column whose values are counted beside the totals.
        tones: Columns that are told with emphasis: ``warn`` or ``bad``.
        hint: What to do where nothing is there at all.
        leads: Path of the screen, or ``imports``, from which its rows come; linked where nothing is there at all.
        drills: Columns whose figures lead to the list they are the sum of.
        fills: Columns that are filled in before an action takes them.
        groups: Orders in which rows stand under headings: by the column whose values head them.
        explains: Says why a row stands where it stands: of the company, and the row.
        expands: Name of the address with the rows below a row, which takes ``code`` and ``key``; empty where none are.
        is_balanced: All its totals are told, and whether the first comes to nothing, as it must.
        keeps: Form by which its rows are added and changed; empty where they are not kept so.
        keeps_instead: The form and the record that keep a row, where rows differ in that.
        is_of_history: Each row sums what there ever was of it: fewer are fetched at once, and a page that would take
            long says so.
    """

    path: str
    read: List
    noun: str
    title: str = ""
    group: str = ""
    is_minor: bool = False
    beside: str = ""
    tab: str = ""
    icon: str = "list"
    go: str = ""
    roles: Sequence[str] = ()
    columns: Sequence[str] = ()
    views: Sequence[View] = ()
    usual: str = ""
    actions: Sequence[Action] = ()
    opens: tuple[str, str] | None = None
    split: str = ""
    tones: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    leads: str = ""
    drills: Mapping[str, Drill] = field(default_factory=dict)
    fills: Mapping[str, Fill] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    explains: Callable[[int, Row], Sequence[Explained]] | None = None
    expands: str = ""
    is_balanced: bool = False
    keeps: str = ""
    keeps_instead: Callable[[Row], tuple[str, int]] | None = None
    is_of_history: bool = False

    @property
    def heading(self) -> str:
        """What stands in the title bar and in the navigation."""
        return self.title or self.read.title

    @property
    def nothing(self) -> str:
        """What is said where there is no row at all, and none was asked for."""
        said = self.read.nothing
        return f"There are no {self.noun} yet." if " such " in said else said

    def opening(self, roles: Collection[str]) -> str:
        """What the page is asked when somebody of these roles goes there: the first view that opens for one of them."""
        return next((view.query for view in self.views if set(view.opens_for) & set(roles)), "")

    @property
    def is_selectable(self) -> bool:
        """Whether its rows are single records, which can be chosen."""
        key = self.read.key
        return len(key) == 1 and self.read.by_name[key[0]].sql_type == "bigint" and not self.read.groups

    def action(self, name: str) -> Action | None:
        """The action of a name."""
        return next((action for action in self.actions if action.name == name), None)


Query = QueryDict | Mapping[str, Any]
