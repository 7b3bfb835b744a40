"""Find the records that people name in a filter: contracts, projects and customers."""

from collections.abc import Sequence
from datetime import date

from unbilled.foundation.nearest import nearest
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Filter
from unbilled.foundation.statements import statement

SQL = statement(__file__)
KNOWN = statement(__file__, "known")


class NameUnknown(Refusal):
    """Somebody names what the company does not have."""

    sentence = "{company} has no {kind} {names}; {nearest}."
    remedy = (
        "Contracts and documents are named by number, projects by code, customers by account, entries by "
        "external reference or identity, periods as 2026-03."
    )


def find_selection(
    *,
    company_id: int,
    contracts: Sequence[str] = (),
    projects: Sequence[str] = (),
    customers: Sequence[str] = (),
    from_date: date | None = None,
    through_date: date | None = None,
) -> Filter:
    """The filter that the names mean; no names of a kind take all of it.

    Args:
        company_id: Company of the records.
        contracts: Numbers of contracts.
        projects: Codes of projects.
        customers: Accounts of customers.
        from_date: First day.
        through_date: Last day, inclusive.

    Raises:
        NameUnknown: The company has no record of a name.
    """
    asked = {"contract": contracts, "project": projects, "customer": customers}
    rows = SQL.rows(
        company_id=company_id, contracts=list(contracts), projects=list(projects), customers=list(customers)
    )
    for kind, names in asked.items():
        found = {row["name"] for row in rows if row["kind"] == kind}
        unknown = [name for name in names if name not in found]
        if unknown:
            company = next(row["name"] for row in rows if row["kind"] == "company")
            known = KNOWN.values(company_id=company_id, kind=kind, near=unknown[0])
            raise NameUnknown(company=company, kind=kind, names=unknown, nearest=nearest(unknown[0], known))

    def ids(kind: str) -> list[int] | None:
        return [row["id"] for row in rows if row["kind"] == kind] if asked[kind] else None

    return Filter(
        contract_ids=ids("contract"),
        project_ids=ids("project"),
        customer_ids=ids("customer"),
        from_date=from_date,
        through_date=through_date,
    )
