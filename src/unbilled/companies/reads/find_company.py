"""Find a company by its code, or the only one there is; or list them all."""

from dataclasses import dataclass

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class CompanyUnknown(Refusal):
    """No company has the code."""

    sentence = "There is no company {code!r}; the companies are: {known}."
    remedy = "Choose one of them with --company."


class CompanyNotNamed(Refusal):
    """Several companies keep their books here, and none was named."""

    sentence = "There are several companies: {known}."
    remedy = "Choose one with --company, or once and for all with UNBILLED_COMPANY in the environment."


class NoCompany(Refusal):
    """No company keeps its books here yet."""

    sentence = "There is no company yet."
    remedy = (
        "Load one from a file with `unbilled company load FILE.yaml` (docs/companies.md has one to begin with), open "
        "an empty one with `unbilled company open CODE --name NAME --currency EUR`, or look at the demonstration "
        "with `unbilled demo`."
    )


@dataclass(frozen=True)
class FoundCompany:
    """A company as people choose it, and what commands and pages need to know of it.

    Attributes:
        company_id: Its identity.
        code: Its code.
        name: Legal name.
        time_zone: Where its today is read.
        accounting_currency: Currency of its books.
        daily_limit_minutes: Most minutes of one resource and day; None for no limit.
        names_emoji: Paper says emoji that no font has by their names.
        is_demonstration: It is there to be looked at.
    """

    company_id: int
    code: str
    name: str
    time_zone: str
    accounting_currency: str
    daily_limit_minutes: int | None
    names_emoji: bool
    is_demonstration: bool


def companies() -> list[FoundCompany]:
    """All companies, by code."""
    return [FoundCompany(**row) for row in SQL.rows()]


def find_company(*, code: str | None = None) -> FoundCompany:
    """The company of a code, in any case of letters; without one the only one, or the only one not for show.

    Raises:
        CompanyUnknown: No company has the code.
        CompanyNotNamed: There are several and no code was given.
        NoCompany: There is none.
    """
    found = companies()
    if not found:
        raise NoCompany
    known = [company.code for company in found]
    if code is not None:
        found = [company for company in found if company.code.casefold() == code.casefold()]
        if not found:
            raise CompanyUnknown(code=code, known=known)
    if code is None and len(found) > 1:
        found = [company for company in found if not company.is_demonstration] or found
    if len(found) > 1:
        raise CompanyNotNamed(known=known)
    return found[0]
