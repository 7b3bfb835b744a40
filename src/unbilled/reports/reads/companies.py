"""Which companies keep books here."""

from dataclasses import dataclass

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class NoCompany(Refusal):
    """The database holds no company yet."""

    sentence = "There is no company yet."
    remedy = "Load the demonstration company with `unbilled demo`, or set up your own."


class CompanyUnknown(Refusal):
    """No company has that code."""

    sentence = "There is no company {code}."
    remedy = "Choose one of {codes}."


class CompanyNotChosen(Refusal):
    """Several companies keep books here, and none was named."""

    sentence = "Which company? Books are kept for {codes}."
    remedy = "Name one with --company CODE."


@dataclass(frozen=True)
class CompanyBooks:
    """A company as people choose it."""

    company_id: int
    code: str
    name: str
    accounting_currency: str
    time_zone: str


def companies() -> list[CompanyBooks]:
    """All companies, by code."""
    return [CompanyBooks(**row) for row in SQL.rows()]


def company_of(code: str | None) -> CompanyBooks:
    """The company of a code, or the only one.

    Raises:
        NoCompany: There is none yet.
        CompanyUnknown: None has the code.
        CompanyNotChosen: There are several and no code is given.
    """
    found = companies()
    codes = [company.code for company in found]
    if not found:
        raise NoCompany
    if code is None:
        if len(found) > 1:
            raise CompanyNotChosen(codes=codes)
        return found[0]
    for company in found:
        if company.code == code:
            return company
    raise CompanyUnknown(code=code, codes=codes)
