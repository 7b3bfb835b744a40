"""A proposal as a sheet: its lines with their tax, tax by code and rate, where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.foundation.statements import statement

SQL = statement(__file__)
TAXES = statement(__file__, "taxes")
STANDING = statement(__file__, "standing")
GROUPS = statement(__file__, "groups")


@dataclass(frozen=True)
class ProposalLine:
    """A line; amounts in invoice currency, negative where it credits; tax groups by code, empty where it has none."""

    line_no: int
    transaction_date: date
    transaction_class: str
    name: str
    description: str
    entry: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    billing_type: str
    tax_group: str
    item_tax_group: str
    tax_date: date
    net_amount: Decimal
    tax_amount: Decimal
    transaction_currency: str


@dataclass(frozen=True)
class ProposalTaxed:
    """What a proposal comes to by one tax code and rate, invoice currency."""

    code: str
    name: str
    rate_percent: Decimal
    base_amount: Decimal
    tax_amount: Decimal


@dataclass(frozen=True)
class ProposalGroup:
    """A format group: its place, and the numbers of its lines; amount before tax, invoice currency."""

    group_no: int
    title: str
    is_summary: bool
    line_nos: list[int]
    net_amount: Decimal


def proposal_lines(
    *, company_id: int, proposal_id: int, limit: int, after: int = 0, line_nos: Sequence[int] | None = None
) -> list[ProposalLine]:
    """Lines of a proposal in their order.

    Args:
        company_id: Company that invoices.
        proposal_id: The proposal.
        limit: How many at most.
        after: Number of the line behind which they stand.
        line_nos: Only these; None takes all.
    """
    chosen = None if line_nos is None else list(line_nos)
    rows = SQL.rows(company_id=company_id, proposal_id=proposal_id, limit=limit, after=after, line_nos=chosen)
    return [ProposalLine(**row) for row in rows]


def proposal_groups(*, company_id: int, proposal_id: int) -> list[ProposalGroup]:
    """Format groups of a proposal in their order."""
    return [ProposalGroup(**row) for row in GROUPS.rows(company_id=company_id, proposal_id=proposal_id)]


def proposal_taxes(*, company_id: int, proposal_id: int) -> list[ProposalTaxed]:
    """Tax of a proposal by code and rate."""
    return [ProposalTaxed(**row) for row in TAXES.rows(company_id=company_id, proposal_id=proposal_id)]


def proposal_standing(*, company_id: int, proposal_id: int) -> dict[str, Any]:
    """Contract and dimensions of a proposal in words, and the number of the invoice it became, if any."""
    return STANDING.row(company_id=company_id, proposal_id=proposal_id)
