"""A proforma as a sheet: its lines by contract line, subtotals, the tax that is expected, where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.foundation import figures
from unbilled.foundation.statements import statement

SQL = statement(__file__).kept
GROUPS = statement(__file__, "groups").kept
TAXES = statement(__file__, "taxes").kept
STANDING = statement(__file__, "standing").kept
MOST = 2_000_000_000


@dataclass(frozen=True)
class SheetLine:
    """A line; amounts in transaction currency, of a correction what remains billed and what was; with its discounts.

    ``act_id`` is the act that wrote it last; ``text`` is what was written of the work, which the invoice prints.
    ``tax_amount`` and ``is_taxed`` (a tax code applies) are told where they are asked for: see ``SheetTaxes``.
    """

    line_no: int
    contract_line_id: int
    contract_line_no: int
    contract_line: str
    transaction_date: date
    transaction_class: str
    name: str
    description: str
    entry: str
    entry_id: int | None
    text: str
    is_correction: bool
    is_agreed: bool
    quantity: Decimal
    source_quantity: Decimal
    unit: str
    unit_price: Decimal
    transaction_amount: Decimal
    source_amount: Decimal
    discount_amount: Decimal
    transaction_currency: str
    billing_type: str
    source_price: Decimal | None
    source_billing_type: str | None
    reason: str
    act_id: int
    tax_amount: Decimal | None = None
    is_taxed: bool = False

    @property
    def net_amount(self) -> Decimal:
        """What it adds to the proforma, before tax: nothing where it is not charged."""
        if self.billing_type != "chargeable":
            return Decimal(0)
        return self.transaction_amount - (self.source_amount if self.is_correction else 0)

    @property
    def is_divisible(self) -> bool:
        """Whether a part of it can be billed: a milestone or retainer is one piece."""
        return not self.is_agreed or self.transaction_class == "product"

    @property
    def is_of_other_terms(self) -> bool:
        """Whether its price or billing type is another than there was."""
        return self.source_price is not None or self.source_billing_type is not None

    @property
    def there_was(self) -> str:
        """What it was before it was edited."""
        price = self.unit_price if self.source_price is None else self.source_price
        parts = [figures.quantity(self.source_quantity), f"at {figures.decimals(price, 2)}"]
        return ", ".join(
            [
                " ".join(parts),
                *([figures.words(self.source_billing_type)] if self.source_billing_type else []),
            ]
        )

    @property
    def is_edited(self) -> bool:
        """Whether it bills another quantity than there was, or on other terms."""
        return self.quantity != self.source_quantity or self.is_of_other_terms


@dataclass(frozen=True)
class SheetGroup:
    """Lines of one contract line, by its number: how many, how many are edited, and the sum before tax."""

    contract_line_id: int
    line_no: int
    name: str
    line_count: int
    edited_count: int
    net_amount: Decimal


@dataclass(frozen=True)
class SheetTax:
    """What a sales tax code is expected to come to, transaction currency."""

    code: str
    rate_percent: Decimal | None
    tax_amount: Decimal | None


@dataclass(frozen=True)
class SheetTaxes:
    """The tax of a proforma as it is expected, transaction currency.

    ``of_lines`` is by line what is expected of it, empty without a rate; a line that is not in it has no tax code.
    ``untaxed_count`` is how many lines charge and have none.
    """

    codes: tuple[SheetTax, ...]
    of_lines: Mapping[int, Decimal | None]
    untaxed_count: int

    def told(self, line: SheetLine) -> SheetLine:
        """A line with its tax, of those that were asked for."""
        return replace(
            line, tax_amount=self.of_lines.get(line.line_no), is_taxed=line.line_no in self.of_lines
        )


def sheet_lines(
    *,
    company_id: int,
    proforma_id: int,
    only_edited: bool = False,
    line_nos: Sequence[int] | None = None,
    contract_line_no: int | None = None,
    after: tuple[int, int] = (-1, -1),
    limit: int = MOST,
) -> list[SheetLine]:
    """Lines of a proforma by contract line and number.

    Args:
        company_id: Company of the proforma.
        proforma_id: The proforma; whoever asks may see it.
        only_edited: Only those that were changed.
        line_nos: Only these; None takes all.
        contract_line_no: Only those of the contract line of this number; None takes all.
        after: Only behind this contract line's number and line.
        limit: How many at most.

    Source:
        docs/rules/billing.md#proformas.
    """
    rows = SQL.rows(
        company_id=company_id,
        proforma_id=proforma_id,
        only_edited=only_edited,
        line_nos=None if line_nos is None else list(line_nos),
        contract_line_no=contract_line_no,
        after_group=after[0],
        after_line=after[1],
        limit=limit,
    )
    return [SheetLine(**row) for row in rows]


def sheet_groups(*, company_id: int, proforma_id: int) -> list[SheetGroup]:
    """Subtotals by contract line."""
    return [SheetGroup(**row) for row in GROUPS.rows(company_id=company_id, proforma_id=proforma_id)]


def sheet_taxes(*, company_id: int, proforma_id: int, on: date, line_nos: Sequence[int]) -> SheetTaxes:
    """The tax that is expected, by code and rate, and of some lines; it is worked out once for all of that.

    Args:
        company_id: Company of the proforma.
        proforma_id: The proforma; whoever asks may see it.
        on: Day whose rates apply where tax goes by the invoice date.
        line_nos: Lines whose tax is told one by one.

    Source:
        docs/rules/tax.md#codes-that-apply.
    """
    rows = TAXES.rows(company_id=company_id, proforma_id=proforma_id, on=on, line_nos=list(line_nos))
    return SheetTaxes(
        codes=tuple(
            SheetTax(row["code"], row["rate_percent"], row["tax_amount"])
            for row in rows
            if row["code"] is not None
        ),
        of_lines={row["line_no"]: row["tax_amount"] for row in rows if row["line_no"] is not None},
        untaxed_count=sum(row["untaxed_count"] for row in rows),
    )


def sheet_standing(*, company_id: int, proforma_id: int) -> dict[str, Any]:
    """Where the proforma and its contract stand: see the statement."""
    return STANDING.row(company_id=company_id, proforma_id=proforma_id)
