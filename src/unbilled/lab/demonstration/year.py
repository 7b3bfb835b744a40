"""A year of work, drawn by a seeded generator: the same seed gives the same year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from unbilled.intake.company_files.reading import read_yaml

COMPANY = Path(__file__).with_name("company.yaml")
COMPANY_CODE = "HARBOUR"
FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2025, 12, 31)
WORKING_DAYS = 5
QUARTERS_A_DAY = (30, 34)  # quarters of an hour that somebody works on a day, from and to
LEAVE_WEEKS = 5
SICK_OR_AWAY = 0.03
ELSEWHERE = 0.02  # how often somebody marks time as not to be charged
RATE_DRIFT = Decimal("0.012")


@dataclass(frozen=True)
class Hours:
    """A piece of somebody's day, as a time tracker keeps it."""

    transaction_date: date
    start: time
    resource: str
    project: str
    task: str
    quarters: int
    billable: bool
    text: str

    @property
    def hours(self) -> Decimal:
        """Hours with two decimals."""
        return Decimal(self.quarters) / 4

    @property
    def end(self) -> time:
        """When it ended."""
        minutes = self.start.hour * 60 + self.start.minute + self.quarters * 15
        return time(minutes // 60, minutes % 60)


@dataclass(frozen=True)
class Purchase:
    """An expense, some material or a fee.

    ``amount`` is the cost of the whole quantity in ``currency``; of a fee what the customer pays, in contract
    currency; empty where a price list decides.
    """

    transaction_class: str
    transaction_date: date
    resource: str
    project: str
    category: str
    quantity: Decimal
    unit: str
    amount: Decimal | None
    currency: str
    text: str
    reference: str


@dataclass(frozen=True)
class Year:
    """What happened in a year.

    Attributes:
        given: The company, as the ``given`` of a scenario.
        hours: Time by team, in the order of days.
        purchases: Expenses, material and fees.
    """

    given: dict[str, Any]
    hours: Mapping[str, Sequence[Hours]]
    purchases: Sequence[Purchase]


def draw_year(*, seed: int, first_day: date = FIRST_DAY, last_day: date = LAST_DAY) -> Year:
    """Draw the company and its work.

    Args:
        seed: Number that settles everything.
        first_day: First day of work.
        last_day: Last day of work, inclusive.
    """
    said = read_yaml(COMPANY.read_text(encoding="utf-8"))
    given, work = said["given"], said["work"]
    # Each part has a generator of its own, so that a change of one does not shake the others.
    given["company"]["rates"] = _rates(Random(f"{seed} rates"), work["rates"])
    tasks = {code: project["tasks"] for code, project in given["projects"].items()}
    days = [day for day in _days(first_day, last_day) if day not in set(work["holidays"])]
    hours = {
        team: [
            one
            for name, projects in members.items()
            for one in _hours(Random(f"{seed} {name}"), name, projects, days, tasks, work)
        ]
        for team, members in work["teams"].items()
    }
    return Year(
        given=given,
        hours={team: sorted(some, key=_in_order) for team, some in hours.items()},
        purchases=list(_purchases(Random(f"{seed} purchases"), days, work)),
    )


def _in_order(one: Hours) -> tuple[date, str, time]:
    return one.transaction_date, one.resource, one.start


def _days(first_day: date, last_day: date) -> list[date]:
    days = [first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1)]
    return [day for day in days if day.weekday() < WORKING_DAYS]


def _rates(random: Random, start: Mapping[str, Decimal]) -> dict[str, dict[date, Decimal]]:
    """Dated rates to euro and back, new on the first of each month."""
    rates: dict[str, dict[date, Decimal]] = {}
    for currency, first in start.items():
        rate = first
        for month in range(12):
            day = date(FIRST_DAY.year, month + 1, 1)
            rates.setdefault(currency, {})[day] = rate.quantize(Decimal("0.0001"))
            rates.setdefault(f"EUR/{currency}", {})[day] = (1 / rate).quantize(Decimal("0.000001"))
            rate *= 1 + RATE_DRIFT * random.randint(-100, 100) / 100
    return rates


def _hours(
    random: Random,
    name: str,
    projects: Sequence[str],
    days: Sequence[date],
    tasks: Mapping[str, Sequence[str]],
    work: Mapping[str, Any],
) -> Iterator[Hours]:
    away = {random.randint(2, 51) for _ in range(LEAVE_WEEKS)}
    for day in days:
        absent = random.random() < SICK_OR_AWAY
        running = [project for project in projects if _runs(work["spans"].get(project), day)]
        if absent or day.isocalendar().week in away or not running:
            continue
        left, at = random.randint(*QUARTERS_A_DAY), random.choice((30, 32, 33, 34, 36))
        pieces = random.choice((1, 2, 2, 2, 3))
        for piece in range(pieces):
            quarters = left if piece == pieces - 1 else random.randint(4, max(4, left - 4 * (pieces - piece)))
            quarters = min(quarters, left)
            if quarters == 0:
                break
            # The busiest project comes first in the list and up in the day.
            project = running[min(random.randrange(len(running)), random.randrange(len(running)))]
            task = random.choice(tasks[project])
            yield Hours(
                transaction_date=day,
                start=time(at // 4, at % 4 * 15),
                resource=name,
                project=project,
                task=task,
                quarters=quarters,
                billable=random.random() >= ELSEWHERE,
                text=random.choice(work["texts"][task]),
            )
            left -= quarters
            at += quarters + random.choice((0, 0, 2))


def _runs(span: Mapping[str, date] | None, day: date) -> bool:
    span = span or {}
    return span.get("from", FIRST_DAY) <= day <= span.get("until", LAST_DAY)


def _purchases(random: Random, days: Sequence[date], work: Mapping[str, Any]) -> Iterator[Purchase]:
    """Expenses, material and fees, month by month."""
    members = {name: projects for team in work["teams"].values() for name, projects in team.items()}
    kinds = [
        (transaction_class, category, said)
        for part, transaction_class in (("expenses", "expense"), ("material", "material"), ("fees", "fee"))
        for category, said in work[part].items()
    ]
    for month in sorted({day.replace(day=1) for day in days}):
        in_month = [day for day in days if day.replace(day=1) == month]
        for transaction_class, category, said in kinds:
            for number in range(said["a_month"]):
                day, project = random.choice(in_month), random.choice(said["projects"])
                buyers = [name for name, projects in members.items() if project in projects]
                bought = _bought(
                    random, transaction_class, category, said, work["spent_in"].get(project, "EUR")
                )
                if not _runs(work["spans"].get(project), day):
                    continue
                yield Purchase(
                    transaction_class=transaction_class,
                    transaction_date=day,
                    resource=random.choice(buyers),
                    project=project,
                    category=category,
                    text=random.choice(said["texts"]),
                    reference=f"{category.split()[0].upper()}-{month:%Y-%m}-{number + 1:02}",
                    **bought,
                )


def _bought(
    random: Random, transaction_class: str, category: str, said: Mapping[str, Any], currency: str
) -> dict[str, Any]:
    """Quantity, unit and amount."""
    if transaction_class == "material":
        quantity = Decimal(random.randint(1, 6))
        return {"quantity": quantity, "unit": "piece", "amount": None, "currency": ""}
    cents = random.randint(said["from"] * 100, said["to"] * 100)
    if transaction_class == "fee":
        return {
            "quantity": Decimal(1),
            "unit": "piece",
            "amount": Decimal(cents // 1000 * 10).quantize(Decimal("0.01")),
            "currency": "",
        }
    if "rate" in said:
        quantity = Decimal(cents // 100)
        return {
            "quantity": quantity,
            "unit": said["unit"],
            "amount": (quantity * said["rate"]).quantize(Decimal("0.01")),
            "currency": "EUR",
        }
    amount = Decimal(cents) / 100
    return {"quantity": Decimal(1), "unit": said["unit"], "amount": amount, "currency": currency}
