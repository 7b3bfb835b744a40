"""How the parts of a description are read: what they name, where it stands, and the events it is handed to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from unbilled.agreements.records import NewPrice
from unbilled.companies.kinds import DIMENSIONS
from unbilled.foundation.masters import Kind
from unbilled.intake.company_files.reading import Arguments, Place, unknown
from unbilled.intake.company_files.world import World
from unbilled.masterdata.events.add_customers import add_customers
from unbilled.masterdata.events.add_projects import add_projects
from unbilled.masterdata.events.add_roles import add_roles
from unbilled.masterdata.events.add_tasks import add_tasks
from unbilled.masterdata.models import Customer
from unbilled.masterdata.records import NewCustomer, NewProject, NewRole, NewTask

# Where scenarios take place, so that what they post can be issued. A company's file says it.
AT_HOME: dict[str, Any] = {"address": "1 Home Street\nHometown HT1 1AA", "country": "GB"}
TAXED_AT_HOME = {"vat_id": "GB 100 0000 34"}


class Reader:
    """Reads the parts in the order in which they refer to each other; each becomes plain records for its event."""

    def __init__(self, world: World, place: Place, *, declared: bool, opens: bool) -> None:
        """Begin.

        Args:
            world: The company.
            place: Told where the reading is.
            declared: What is named has a part of its own; without it, it is made where it is named.
            opens: What opening the company made may be said otherwise.
        """
        self.world, self.place, self.declared, self.opens = world, place, declared, opens
        self.world.know()
        self.ids = world.ids
        customers = Customer.objects.filter(company_id=world.company_id).order_by("-id")
        self.accounts = dict(customers.values_list("name", "account"))
        self.accounts |= {account: account for account in self.accounts.values()}
        self.dimension_sets: dict[str, Mapping[str, str]] = {}
        self.costs: list[NewPrice] = []
        self.made: dict[str, dict[str, Any]] = {"roles": {}, "customers": {}, "projects": {}, "tasks": {}}

    # How a part becomes records, and records what the company has

    def each(self, said: Arguments, part: str) -> Iterator[tuple[str, Any]]:
        """What a part names, one by one; where each stands is noted."""
        with self.place.at(said.line(part)):
            named = said.mapping(part)
            for name, value in named.items():
                with self.place.at(named.lines.get(name)):
                    yield str(name), value

    def hand(self, event: Callable[..., Any], /, **asked: Any) -> Any:
        """Hand records to their event, after those that they name for the first time."""
        if not any(asked.values()):
            return {}
        made, self.made = self.made, {kind: {} for kind in self.made}
        makings: dict[str, Callable[..., dict[str, int]]] = {
            "roles": add_roles,
            "customers": add_customers,
            "projects": add_projects,
            "tasks": add_tasks,
        }
        for kind, making in makings.items():
            with self.place.told():
                self.ids[kind] |= (
                    making(self.world.act, **{kind: list(made[kind].values())}) if made[kind] else {}
                )
        with self.place.told():
            return event(self.world.act, **asked)

    def settle(
        self, kind: Kind, add: Callable[..., Any], change: Callable[..., Any], records: Sequence[Any]
    ) -> None:
        """Add records; what opening the company made becomes what is said of it."""
        names = [kind.named({one: getattr(record, one) for one in kind.fields}) for record in records]
        there = kind.known(self.world.company_id, names) if self.opens else {}
        still = (*kind.keys, *kind.fixed)
        changes = {
            name: {one: getattr(record, one) for one in kind.fields if one not in still}
            for name, record in zip(names, records, strict=True)
            if name in there
        }
        word = add.__name__.removeprefix("add_")
        self.hand(change, changes=changes)
        self.hand(add, **{word: [one for name, one in zip(names, records, strict=True) if name not in there]})

    def noted(self, kind: str, name: object, said: Arguments) -> None:
        """Note where a record stands, for what its event will say of it."""
        self.place.note(f"{kind} {name}", said)

    def role(self, name: object) -> str:
        """A role that something names."""
        if not self.declared and str(name) not in self.ids["roles"]:
            self.made["roles"][str(name)] = NewRole(str(name))
        return str(name)

    def account(self, name: object) -> str:
        """The account of a customer that something names.

        Raises:
            DescriptionUnreadable: There is no such customer.
        """
        if str(name) not in self.accounts:
            if self.declared:
                raise unknown("name among customers", name, self.accounts)
            self.accounts[str(name)] = str(name)
            self.made["customers"][str(name)] = NewCustomer(
                str(name), tax_group=self.first("tax_groups"), **AT_HOME
            )
        return self.accounts[str(name)]

    def project(self, name: object) -> str:
        """A project that something names."""
        if not self.declared and str(name) not in self.ids["projects"]:
            self.made["projects"][str(name)] = NewProject(str(name))
        return str(name)

    def task(self, project: str, name: str) -> str:
        """A task that a line names; a project has it from then on."""
        key = f"{project}/{name}"
        if key not in self.ids["tasks"]:
            self.made["tasks"][key] = NewTask(project, name)
        return name

    def first(self, kind: str) -> str | None:
        """The first of a kind, which serves whatever names none."""
        return next(iter(self.ids[kind]), None)

    def dimensions(self, said: Arguments) -> Mapping[str, str] | None:
        """Dimensions, written out or by the name that the description gives them."""
        value = said.take("dimensions")
        if value is None:
            return None
        if isinstance(value, Mapping):
            return {str(key): str(each) for key, each in value.items()}
        if str(value) not in self.dimension_sets:
            raise unknown("name among dimensions", value, self.dimension_sets)
        return self.dimension_sets[str(value)]

    def learn(self) -> None:
        """Learn what everything is called, now that it is there; customers go by the names they stand under, too."""
        self.world.know()
        self.ids["customers"] |= {
            name: self.ids["customers"][account] for name, account in self.accounts.items()
        }
        sets = {name: DIMENSIONS.spoken(values) for name, values in self.dimension_sets.items()}
        found = DIMENSIONS.found(self.world.act, self.dimension_sets.values())
        self.ids["dimensions"] = {name: found[spoken] for name, spoken in sets.items()}
