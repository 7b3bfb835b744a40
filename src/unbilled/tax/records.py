"""What people say about sales tax: codes with dated rates, groups, and what holds where nothing nearer says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class NewTaxCode:
    """One tax of one kind.

    Attributes:
        code: Code, such as VAT20.
        name: Name that is printed; the code when empty.
        category: EN 16931 category: S, Z, E, AE, K, G or O.
        legal_text: Sentence that the law wants on the invoice; or the name of a usual reason, such as
            ``small_business``, which is said in the customer's language.
        exemption_code: Code (VATEX) of why no tax is charged; empty for the usual one of the category.
        rates: Percent by first day; each holds until the next begins.
    """

    code: str
    name: str = ""
    category: str = "S"
    legal_text: str = ""
    exemption_code: str = ""
    rates: Mapping[date, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class NewTaxGroup:
    """The codes that a kind of customer is charged.

    Attributes:
        code: Code, such as DOMESTIC.
        codes: Tax codes in it.
    """

    code: str
    codes: Sequence[str] = ()


@dataclass(frozen=True)
class NewItemTaxGroup:
    """The codes that a kind of service or good carries.

    Attributes:
        code: Code, such as FULL.
        codes: Tax codes in it.
    """

    code: str
    codes: Sequence[str] = ()


@dataclass(frozen=True)
class TaxDefaults:
    """Item tax groups of a company's sales that name none.

    Attributes:
        default_item_tax_group: Code of that of work whose category has none.
        milestone_item_tax_group: Code of that of milestones.
        tax_point: Day whose rates apply: ``supply`` for that of the work, or ``invoice_date``.
    """

    default_item_tax_group: str | None = None
    milestone_item_tax_group: str | None = None
    tax_point: str = "supply"
