"""Resolving: from the names in a file to the masters of the company, or what is wrong with them."""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from operator import itemgetter
from typing import Any, NamedTuple

from unbilled.agreements.reads.currencies_of_fees import FeeNotSold, fee_refused
from unbilled.agreements.reads.customers_of_projects import ProjectCustomer
from unbilled.foundation.money import WHOLE_DIGITS, AmountTooLarge, rounded
from unbilled.foundation.names import name_key
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.sights import Foreign, not_yours
from unbilled.intake.importing.reader import ImportFile, ParsedEntry
from unbilled.intake.importing.recognizing import Resolved
from unbilled.intake.importing.rejections import Rejection
from unbilled.intake.importing.values import ValueMissing
from unbilled.ledger.reads.days_not_open import DayNotOpen
from unbilled.ledger.rules import DayOutsideYears
from unbilled.masterdata.reads.find_masters import FoundCategory, FoundMasters, FoundProject
from unbilled.work.events.enter_entries import ProjectClosed

PRICE_DIGITS = 6  # as many decimals as the books keep for prices
CODE_LENGTH = 40  # longest code of a project
OTHER_NAMES = {"resource": "the e-mail address", "project": "the code"}


class MasterUnknown(Refusal):
    """A row names what the company does not have."""

    sentence = "There is no {kind} {name!r}{where}."
    remedy = (
        "Correct it, or let the import add what is missing; a mapping file can say what else is called so."
    )


class MasterAmbiguous(Refusal):
    """A row names what several masters are called."""

    sentence = "More than one {kind} is called {name!r}."
    remedy = "Use {other}, or rename one of them."


class WorkOfOthers(Refusal):
    """A team member brings in what they did themselves, and the row is of somebody else, or of nobody it could be."""

    sentence = "A team member brings in their own work, and {name!r} is not {own}."
    remedy = "Leave the row out, or have a manager import the file."


class PersonContradicted(Refusal):
    """The name of a row is one person's, and its e-mail address another's."""

    sentence = "{name!r} is one resource, and {email!r} is the address of {other!r}."
    remedy = "Correct the name or the address, or map the name under [values.resource] of a mapping file."


class ProjectOfOtherClient(Refusal):
    """The client of a row is not the customer of the project."""

    sentence = "Project {project!r} is of {customers}; the row says {client!r}."
    remedy = (
        'Map the pair under [values.project] of a mapping file, as "client / project" = "code", or the client under '
        "[values.customer]; or import with --create-missing, which adds a project of that client."
    )


class ProjectOfSeveralClients(Refusal):
    """A file names several clients for a project of which no contract says whose it is."""

    sentence = (
        "The file names several clients for project {project!r}: {clients}. No contract says whose it is."
    )
    remedy = (
        'Map each pair under [values.project] of a mapping file, as "client / project" = "code"; or put the project '
        "on a contract first."
    )


class CategoryOfOtherClass(Refusal):
    """A row names a category of work that its file does not bring in."""

    sentence = "Category {name!r} is of {found}; the file brings in {wanted}."
    remedy = "Name a category of {wanted}, or bring the row in with a file of {found}."


class PriceContradicted(Refusal):
    """A row says what one piece costs and what all do, and these do not agree."""

    sentence = "{quantity} at {price} {currency} make {result}, and the amount is {amount}."
    remedy = "Correct what is wrong, or leave the price or the amount empty."


class CurrencyNotKept(Refusal):
    """A row has an amount in a currency that the books do not know."""

    sentence = "The books do not keep the currency {name!r}."
    remedy = "Add the currency with its exchange rate, or correct the row."


class AmountTooFine(Refusal):
    """An amount has fractions of the smallest coin."""

    sentence = "{amount} has more decimals than {currency} has, which are {digits}."
    remedy = "Round the amount."


class AmountNotShared(Refusal):
    """The cost of one piece, written with the decimals of a price, does not give the amount again."""

    sentence = "{amount} {currency} for {quantity} pieces is {unit_cost} each, which makes {result}."
    remedy = "Give the row the quantity 1."


class Fault(NamedTuple):
    """What is wrong with a field of a row."""

    field: str
    refusal: Refusal


class Named(NamedTuple):
    """What the names of a row mean, but for who did it; a fault in place of each of which something is wrong.

    Attributes:
        transaction_class: Class of the category; empty where nothing says which of the file's classes it is.
        project: The project.
        category_id: The category.
        role_id: The role worked as, where the row names one.
        task_id: The task.
        is_faulty: Whether one of them is a fault.
    """

    transaction_class: str
    project: Any
    category_id: Any
    role_id: Any
    task_id: Any
    is_faulty: bool


_who = itemgetter(*map(ParsedEntry._fields.index, ("resource", "email")))
_names = itemgetter(*map(ParsedEntry._fields.index, ("customer", "project", "task", "category", "role")))


class _Known(dict[tuple[Any, ...], Any]):
    """What is found under names, each looked up once: the rows of a file name the same again and again."""

    def __init__(self, look_up: Callable[..., Any]) -> None:
        super().__init__()
        self.look_up = look_up

    def __missing__(self, names: tuple[Any, ...]) -> Any:
        found = self[names] = self.look_up(*names)
        return found


@dataclass
class Resolver:
    """The names of some rows, looked up in what the company has.

    Attributes:
        file: The rows' file.
        found: The masters.
        tasks: Tasks of the projects, by project and name.
        customers: Whose the projects are.
        others: Projects that whoever imports does not reach.
        clients: Which clients the file names for a project, by the project's name.
        days: Days of the rows that take no postings.
        classes: Of which classes the file's categories may be; the first is that of a category not there yet.
        fee_currencies: Currencies in which fees are charged, by project and task, 0 where a fee has none.
        own: Resources that whoever imports is, by identity, where they bring in no work of others; None: of anybody.
    """

    file: ImportFile
    found: FoundMasters
    tasks: Mapping[tuple[int, str], Sequence[int]]
    customers: Mapping[int, Sequence[ProjectCustomer]]
    others: Mapping[int, Foreign]
    clients: Mapping[str, Mapping[str, str]]
    days: Mapping[date, DayNotOpen]
    classes: Sequence[str]
    fee_currencies: Mapping[tuple[int, int], str]
    own: Mapping[int, str] | None = None

    def __post_init__(self) -> None:
        self.named = _Known(self._named)
        self.projects = _Known(self._project)
        self.resources = _Known(self._resource)
        self.categories = _Known(self._category)
        self.roles = _Known(self._role)
        self.key_of = cache(name_key)

    def entry(self, row: ParsedEntry, rejections: list[Rejection]) -> Resolved | None:
        """The entry that a row would become, or None after adding what is wrong with it."""
        named, resource_id = self.named[_names(row)], self.resources[_who(row)]
        wrong: list[Fault] = []
        if self.days and (day := self.days.get(row.transaction_date)) and day.status is None:
            wrong.append(Fault("date", DayOutsideYears(rows=[row.row], found=[row.transaction_date])))
        if named.is_faulty or type(resource_id) is Fault:
            found = (named.project, resource_id, named.category_id, named.role_id, named.task_id)
            wrong += [one for one in found if type(one) is Fault]
        of_class, project = named.transaction_class, named.project
        is_fee = of_class == "fee"
        each = None
        if of_class != "time":
            each = self.worth_of_one(row, wrong)
            if row.worth is None and of_class in ("expense", "fee"):
                missing = ValueMissing(column=self.file.headings.get("amount", "Amount"), field="amount")
                wrong.append(Fault("amount", missing))
            if is_fee and type(project) is not Fault and type(named.task_id) is not Fault:
                wrong += self.faults_of_fee(row, project, named.task_id)
        if wrong:
            rejections += [self.file.rejection(row, (name,), refusal) for name, refusal in wrong]
            return None
        return Resolved(
            of_class,
            row.transaction_date,
            project.project_id,
            row.quantity,
            row.unit,
            named.task_id,
            self.found.usual_roles.get(resource_id) if named.role_id is None else named.role_id,
            named.category_id,
            resource_id,
            None if is_fee else each,
            None if is_fee or each is None else row.currency,
            each if is_fee else None,
            "non_chargeable" if row.billable is False else None,
            row.text,
            row=row,
        )

    def _named(
        self, customer: str | None, project: str, task: str | None, category: str | None, role: str | None
    ) -> Named:
        """What some names mean together."""
        found = self.projects[project, customer]
        of_category = self.categories[category,] if category else None
        role_id = self.roles[role,] if role else None
        task_id = self._task(found, task) if task and type(found) is not Fault else None
        return Named(
            self.class_of(category),
            found,
            of_category.category_id if isinstance(of_category, FoundCategory) else of_category,
            role_id,
            task_id,
            Fault in map(type, (found, of_category, role_id, task_id)),
        )

    def project(self, row: ParsedEntry) -> Any:
        """The project of a row, or what is wrong with it."""
        return self.projects[row.project, row.customer]

    def _project(self, name: str, client: str | None) -> FoundProject | Fault:
        called = self.found.called(name)
        if not called:
            return Fault("project", MasterUnknown(kind="project", name=name, where=""))
        within = [[one for one in ranked if one.project_id not in self.others] for ranked in called]
        if not any(within):
            return Fault("project", not_yours([self.others[called[0][0].project_id]]))
        fitting = self.of_client([ranked for ranked in within if ranked], client)
        if not fitting:
            whose = sorted({name for ranked in within for one in ranked for name in self.whose(one)})
            return Fault("customer", ProjectOfOtherClient(project=name, customers=whose, client=client))
        if len(fitting) > 1:
            return Fault("project", MasterAmbiguous(kind="project", name=name, other=OTHER_NAMES["project"]))
        [project] = fitting
        clients = self.clients.get(name_key(name), {})
        if client and not self.whose(project) and len(clients) > 1:
            return Fault("customer", ProjectOfSeveralClients(project=name, clients=sorted(clients.values())))
        if project.is_closed:
            return Fault("project", ProjectClosed(found=[name]))
        return project

    def of_client(self, called: Sequence[Sequence[FoundProject]], client: str | None) -> list[FoundProject]:
        """Of projects that are called the same, those of a client; else those of which nobody knows whose they are."""
        if not client:
            return list(called[0]) if called else []
        key = name_key(client)
        own = ([one for one in ranked if key in self.keys(one)] for ranked in called)
        free = ([one for one in ranked if not self.keys(one)] for ranked in called)
        return next((found for found in (*own, *free) if found), [])

    def whose(self, project: FoundProject) -> list[str]:
        """The names of a project's customers, or of the client of the file that added it."""
        names = [customer.name for customer in self.customers.get(project.project_id, ())]
        return names or [project.client] * bool(project.client)

    def keys(self, project: FoundProject) -> set[str]:
        """What a file may call the customers of a project."""
        known = self.customers.get(project.project_id, ())
        names = [project.client, *(name for one in known for name in (one.name, one.account))]
        return {name_key(name) for name in names if name}

    def _resource(self, name: str | None, email: str | None) -> int | Fault | None:
        """Who did it, where that is one who may be brought in."""
        found = self._called(name, email)
        return found if self.own is None else self._own(name or email, found)

    def _called(self, name: str | None, email: str | None) -> int | Fault | None:
        """Who is meant: by name, and of several of one name by address; by address alone where nobody has the name."""
        named = self.found.resources.get(name_key(name), []) if name else []
        mailed = self.found.emails.get(name_key(email), []) if email else []
        both = [one for one in named if one in mailed]
        choice, who = both or named or mailed, name or email
        if len(choice) == 1:
            [one] = choice
            if named and mailed and not both:
                other = self.found.resource_names[mailed[0]]
                return Fault("resource", PersonContradicted(name=name, email=email, other=other))
            return one
        if choice:
            other = OTHER_NAMES["resource"]
            return Fault("resource", MasterAmbiguous(kind="resource", name=who, other=other))
        return Fault("resource", MasterUnknown(kind="resource", name=who, where="")) if who else None

    def _own(self, who: str | None, resource_id: Any) -> int | Fault:
        """Who did it, where that is whoever imports; a row that names nobody is theirs."""
        own = self.own or {}
        if resource_id is None and len(own) == 1:
            return next(iter(own))
        if resource_id in own:
            return int(resource_id)
        return Fault(
            "resource",
            WorkOfOthers(name=who or "nobody", own=" or ".join(own.values()) or "a resource of theirs"),
        )

    def _task(self, project: FoundProject, name: str) -> int | Fault:
        """The task of a name in a project."""
        found = self.tasks.get((project.project_id, self.key_of(name)), ())
        return _only("task", name, found, f" in project {project.code!r}")

    def _role(self, name: str) -> int | Fault:
        """The role of a name."""
        return _only("role", name, self.found.roles.get(name_key(name), ()))

    def _category(self, name: str) -> FoundCategory | Fault:
        """The category of a name, of a class that the file brings in."""
        fitting = self.categories_called(name)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            of_class = fitting[0].transaction_class
            is_of_one = all(one.transaction_class == of_class for one in fitting)
            other = "another name" if is_of_one else f"its class in front, such as {of_class}/{name}"
            return Fault("category", MasterAmbiguous(kind="category", name=name, other=other))
        found = sorted({one.transaction_class for one in self.found.categories.get(name_key(name), ())})
        if found:
            told = {"found": " and ".join(found), "wanted": _either(self.classes)}
            return Fault("category", CategoryOfOtherClass(name=name, **told))
        return Fault("category", MasterUnknown(kind="category", name=name, where=""))

    def categories_called(self, name: str) -> list[FoundCategory]:
        """The categories that a text can mean."""
        classes, name = self.classes_and_name(name)
        called = self.found.categories.get(name_key(name), ())
        return [one for one in called if one.transaction_class in classes]

    def classes_and_name(self, name: str) -> tuple[Sequence[str], str]:
        """Which classes a category may be of, and its name; the class may stand in front, as in ``material/Cable``."""
        before, _, behind = (part.strip() for part in name.partition("/"))
        is_prefixed = behind and len(self.classes) > 1 and name_key(before) in self.classes
        if is_prefixed and name_key(name) not in self.found.categories:
            return (name_key(before),), behind
        return self.classes, name

    def class_of(self, name: str | None) -> str:
        """The class of a category; empty where nothing says which of the file's classes it is."""
        if len(self.classes) == 1:
            return self.classes[0]
        category = self.categories[name,] if name else None
        return category.transaction_class if isinstance(category, FoundCategory) else ""

    def faults_of_fee(self, row: ParsedEntry, project: FoundProject, task_id: int | None) -> list[Fault]:
        """What is wrong with where a fee is sold."""
        place = project.project_id, task_id or 0
        refusal = fee_refused(self.fee_currencies, place, project=project.code, found=row.currency)
        if refusal is None:
            return []
        return [Fault("project" if isinstance(refusal, FeeNotSold) else "currency", refusal)]

    def worth_of_one(self, row: ParsedEntry, wrong: list[Fault]) -> Decimal | None:
        """What one piece costs or is charged at; the amount of the row when multiplied and rounded again."""
        if row.worth is None or row.currency is None:
            return None
        if row.currency not in self.found.currencies:
            wrong.append(Fault("currency", CurrencyNotKept(name=row.currency)))
            return None
        digits = self.found.currencies[row.currency]
        if row.amount is not None and rounded(row.amount, digits) != row.amount:
            fine = AmountTooFine(amount=row.amount, currency=row.currency, digits=digits)
            wrong.append(Fault("amount", fine))
            return None
        each = row.price if row.price is not None else rounded(row.worth / row.quantity, PRICE_DIGITS)
        if abs(each) >= 10**WHOLE_DIGITS:
            wrong.append(Fault(row.worth_field, AmountTooLarge(found=f"{row.worth} {row.currency}")))
            return None
        result = rounded(each * row.quantity, digits)
        if row.amount is not None and result != row.amount:
            told = {
                "amount": row.amount,
                "currency": row.currency,
                "quantity": f"{row.quantity.normalize():f}",
                "result": result,
            }
            refusal = AmountNotShared(unit_cost=each, **told)
            wrong.append(
                Fault(
                    "amount",
                    refusal
                    if row.price is None
                    else PriceContradicted(price=f"{each.normalize():f}", **told),
                )
            )
        return each


def _only(kind: str, name: str, found: Sequence[int], where: str = "") -> int | Fault:
    if len(found) == 1:
        return found[0]
    if found:
        return Fault(kind, MasterAmbiguous(kind=kind, name=name, other="another name"))
    return Fault(kind, MasterUnknown(kind=kind, name=name, where=where))


def _either(words: Sequence[str]) -> str:
    """Words of which one is right.

    >>> _either(["expense", "material", "fee"]), _either(["time"])
    ('expense, material or fee', 'time')
    """
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def clients_in(rows: Collection[ParsedEntry]) -> dict[str, dict[str, str]]:
    """The clients that rows name for a project: spellings by their normal form, by the project's."""
    clients: dict[str, dict[str, str]] = {}
    for project, client in dict.fromkeys((row.project, row.customer) for row in rows):
        if client:
            clients.setdefault(name_key(project), {}).setdefault(name_key(client), client)
    return clients


def written_name(name: str) -> str:
    r"""A name as a master gets it: composed, its white space single.

    >>> written_name("Zoe\u0308  M.")
    'Zoë M.'
    """
    return unicodedata.normalize("NFC", " ".join(name.split()))


def project_code(name: str) -> str:
    """A code for a project that a tracker knows by a name: the name, when it is short enough.

    >>> project_code("Helios"), project_code("Renewal of the booking system, second phase, Lisbon")
    ('Helios', 'Renewal of the booking system, se 5b6894')
    """
    if len(name) <= CODE_LENGTH:
        return name
    return f"{name[: CODE_LENGTH - 7].rstrip()} {sha256(name.encode()).hexdigest()[:6]}"
