"""What several rooms refuse about an agreement, and which rows of a list are a person's own."""

import re
from datetime import date

from unbilled.foundation.refusals import Refusal

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TURNS = ("first", "second", "third", "fourth", "last")
BY_MILESTONE = "by milestone"
FREQUENCIES = ("weekly", "biweekly", "monthly")
MOST_RUNS_A_MONTH = 4
SCHEDULES = "weekly on friday, biweekly on friday, monthly on 15, 31 or monthly on first monday"
TIME_ROUNDING = re.compile(r"(up|nearest) [1-9][0-9]{0,2}")
OWN_CONTRACTS = (
    "listed.contract_id in (select own.contract_id"
    " from agreements_own_contracts(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own)"
)
"""Scope of a list whose rows have a contract; see ``foundation.lists``."""
OWN_PROJECTS = (
    "listed.project_id in (select own.project_id"
    " from agreements_own_projects(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own)"
)
"""Scope of a list whose rows have a project."""
OWN_PRICE_LISTS = (
    "listed.price_list_id in (select own.price_list_id"
    " from agreements_own_price_lists(%(sight_person_id)s::bigint, %(company_id)s::bigint) as own)"
)
"""Scope of a list whose rows have a price list."""
OWN_WORK = f"{OWN_CONTRACTS} or {OWN_PROJECTS}"
"""Scope of a list whose rows have both."""


class SplitNotComplete(Refusal):
    """The shares of a line's customers total 100 percent, so that every part of the work has a payer."""

    sentence = "The customers' shares do not total 100 %: {lines}."
    remedy = "Correct the shares of the line's customers."
    subject = "contract_ids"


class ContractNotMovable(Refusal):
    """A contract moves along its drawing only."""

    sentence = "Contracts cannot be {wanted}: {records}."
    remedy = (
        "Close confirmed contracts of this company only, and reopen closed ones; a draft is confirmed first."
    )
    subject = "contract_ids"


class ContractClosed(Refusal):
    """Nothing of a closed contract is left to bill, and nothing comes to it."""

    sentence = "Contract {records} is closed."
    remedy = "Reopen the contract first; close it again when everything is billed."
    subject = "contract_ids"


class CoverageOverlaps(Refusal):
    """Two lines would both claim the same work."""

    sentence = "Two lines cover the same work: {lines}."
    remedy = "Include each class of a project, or each of its tasks, in one line only."
    subject = "contract_ids"


class ScheduleRowUnknown(Refusal):
    """A schedule has the days it has."""

    sentence = "The schedule of {line} has no run that is still to be done on {days}."
    remedy = "Choose among the days of the schedule that were not run."


def schedule_of(text: str) -> str:
    """An invoice schedule in its one form, or as it was where it has none.

    >>> schedule_of("  Monthly on 31,15"), schedule_of("monthly on Last Friday"), schedule_of("now and then")
    ('monthly on 15, 31', 'monthly on last friday', 'now and then')
    """
    said = " ".join(text.casefold().split())
    frequency, sign, days = said.partition(" on ")
    if not sign:
        return said
    parts = {part.strip() for part in days.split(",")}

    def place(part: str) -> tuple[int, int, str]:
        first, _, last = part.partition(" ")
        if part.isdecimal():
            return 0, int(part), ""
        turn = TURNS.index(first) if first in TURNS else 0
        return 1, turn, last

    return f"{frequency} on {', '.join(sorted(parts, key=place))}"


def wrong_schedule(text: str) -> str:
    """What is wrong with an invoice schedule; nothing when it is right.

    >>> [wrong_schedule(one) for one in ("", "by milestone", "weekly on friday", "monthly on 15, 31")]
    ['', '', '', '']
    >>> wrong_schedule("monthly on 32"), wrong_schedule("weekly on first friday")[:44]
    ("is 'monthly on 32': a month has days 1 to 31", "is 'weekly on first friday', not like weekly")
    """
    if text in ("", BY_MILESTONE):
        return ""
    frequency, sign, days = text.partition(" on ")
    parts = days.split(", ")
    if not sign or frequency not in FREQUENCIES or not all(parts):
        return f"is {text!r}, not like {SCHEDULES}"
    if frequency != "monthly":
        one_day = len(parts) == 1 and parts[0] in WEEKDAYS
        return "" if one_day else f"is {text!r}, not like {frequency} on {nearest_day(days)}"
    if len(parts) > MOST_RUNS_A_MONTH:
        return f"is {text!r}: a month is billed {MOST_RUNS_A_MONTH} times at most"
    if all(re.fullmatch(r"\d{1,2}", part) for part in parts):
        wrong = [part for part in parts if not 1 <= int(part) <= 31]
        return f"is {text!r}: a month has days 1 to 31" if wrong else ""
    of_week = [part.partition(" ") for part in parts]
    if all(turn in TURNS and weekday in WEEKDAYS for turn, _, weekday in of_week):
        return ""
    return f"is {text!r}, not like {SCHEDULES}"


def nearest_day(text: str) -> str:
    """A day of the week that somebody may have meant."""
    words = [word for word in text.split() if word in WEEKDAYS]
    return words[0] if words else "friday"


def wrong_span(schedule: str, start: date | None, through: date | None) -> str:
    """What is wrong with the days between which a schedule holds; nothing when they are right.

    >>> wrong_span("weekly on friday", None, None)
    'it has a schedule, and no billing start'
    >>> wrong_span("", None, date(2026, 1, 1)), wrong_span("by milestone", date(2026, 1, 1), None)
    ('it has a billing start or end, and no schedule', '')
    """
    if not schedule:
        return "it has a billing start or end, and no schedule" if start or through else ""
    if start is None:
        return "it has a schedule, and no billing start"
    if through is not None and through < start:
        return f"it would be billed through {through}, which is before its billing start {start}"
    return ""


class ChangeOrderUnknown(Refusal):
    """Only change orders that a contract has are approved, applied or withdrawn."""

    sentence = "There is no change order {records}."
    remedy = "List the change orders of the contract."


class ChangeOrderNotMovable(Refusal):
    """A change order moves along its drawing only."""

    sentence = "Change orders cannot be {wanted}: {records}."
    remedy = "Approve drafts, apply what is approved on its day or later, withdraw what is not applied; draft another."
    subject = "change_order_ids"


class ChangeOrderEmpty(Refusal):
    """A change order changes something."""

    sentence = "The change order says nothing: {reason}."
    remedy = "Name it, and say what becomes another of the contract, its lines or its prices."


class ChangeOrderOfDraft(Refusal):
    """The terms of a draft are changed as they are."""

    sentence = "Contract {records} is not confirmed."
    remedy = "Change the terms of a draft themselves; reopen a closed contract first."
    subject = "contract_ids"
