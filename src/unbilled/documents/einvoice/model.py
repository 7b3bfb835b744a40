"""An electronic invoice as EN 16931 sees it: business terms and groups, of no syntax.

Each field is named in words; its annotation says which term (BT) or group (BG) it is. An empty text, None or an empty
tuple is a term that is not there, so that what others have written can be read however incomplete it is. Amounts
are in invoice currency, before tax unless said otherwise; on a credit note they are positive where it gives back.

>>> Invoice(number="2026-00001").number
'2026-00001'
>>> term(Invoice, "number")
'BT-1'
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, get_type_hints

ZERO = Decimal(0)


def term(group: type, name: str) -> str:
    """The business term or group that a field is, such as ``BT-1``; of a party, the seller's and the buyer's."""
    return str(get_type_hints(group, include_extras=True)[name].__metadata__[0])


@dataclass(frozen=True)
class Identifier:
    """An identifier and the list it is from; of a classification, the list's version too."""

    value: str = ""
    scheme: str = ""
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note with its subject (BG-1)."""

    text: Annotated[str, "BT-22"] = ""
    subject: Annotated[str, "BT-21"] = ""


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days from and to, both inclusive."""

    start: Annotated[date | None, "BT-73, BT-134"] = None
    end: Annotated[date | None, "BT-74, BT-135"] = None


@dataclass(frozen=True, kw_only=True)
class Preceding:
    """An invoice that this one is about (BG-3)."""

    number: Annotated[str, "BT-25"] = ""
    day: Annotated[date | None, "BT-26"] = None


@dataclass(frozen=True, kw_only=True)
class Address:
    """A postal address of a seller, buyer, tax representative or place of delivery."""

    line_1: Annotated[str, "BT-35, BT-50, BT-64, BT-75"] = ""
    line_2: Annotated[str, "BT-36, BT-51, BT-65, BT-76"] = ""
    line_3: Annotated[str, "BT-162, BT-163, BT-164, BT-165"] = ""
    city: Annotated[str, "BT-37, BT-52, BT-66, BT-77"] = ""
    post_code: Annotated[str, "BT-38, BT-53, BT-67, BT-78"] = ""
    subdivision: Annotated[str, "BT-39, BT-54, BT-68, BT-79"] = ""
    country: Annotated[str, "BT-40, BT-55, BT-69, BT-80"] = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom to ask (BG-6, BG-9)."""

    name: Annotated[str, "BT-41, BT-56"] = ""
    phone: Annotated[str, "BT-42, BT-57"] = ""
    email: Annotated[str, "BT-43, BT-58"] = ""


@dataclass(frozen=True, kw_only=True)
class Party:
    """The seller (BG-4) or the buyer (BG-7)."""

    name: Annotated[str, "BT-27, BT-44"] = ""
    trade_name: Annotated[str, "BT-28, BT-45"] = ""
    identifiers: Annotated[tuple[Identifier, ...], "BT-29, BT-46"] = ()
    legal_id: Annotated[Identifier | None, "BT-30, BT-47"] = None
    vat_id: Annotated[str, "BT-31, BT-48"] = ""
    tax_number: Annotated[str, "BT-32"] = ""
    legal_text: Annotated[str, "BT-33"] = ""
    electronic_address: Annotated[Identifier | None, "BT-34, BT-49"] = None
    address: Annotated[Address | None, "BG-5, BG-8"] = None
    contact: Annotated[Contact | None, "BG-6, BG-9"] = None


@dataclass(frozen=True, kw_only=True)
class Payee:
    """Who is paid where it is not the seller (BG-10)."""

    name: Annotated[str, "BT-59"] = ""
    identifier: Annotated[Identifier | None, "BT-60"] = None
    legal_id: Annotated[Identifier | None, "BT-61"] = None


@dataclass(frozen=True, kw_only=True)
class Representative:
    """The seller's tax representative (BG-11)."""

    name: Annotated[str, "BT-62"] = ""
    vat_id: Annotated[str, "BT-63"] = ""
    address: Annotated[Address | None, "BG-12"] = None


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Where and when what is invoiced was supplied (BG-13)."""

    name: Annotated[str, "BT-70"] = ""
    location: Annotated[Identifier | None, "BT-71"] = None
    day: Annotated[date | None, "BT-72"] = None
    address: Annotated[Address | None, "BG-15"] = None


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account that takes the payment (BG-17)."""

    number: Annotated[str, "BT-84"] = ""
    name: Annotated[str, "BT-85"] = ""
    bank: Annotated[str, "BT-86"] = ""


@dataclass(frozen=True, kw_only=True)
class Payment:
    """How it is paid (BG-16), by transfer (BG-17), card (BG-18) or direct debit (BG-19)."""

    means: Annotated[str, "BT-81"] = ""
    means_text: Annotated[str, "BT-82"] = ""
    remittance: Annotated[str, "BT-83"] = ""
    accounts: Annotated[tuple[Account, ...], "BG-17"] = ()
    card_number: Annotated[str, "BT-87"] = ""
    card_holder: Annotated[str, "BT-88"] = ""
    mandate: Annotated[str, "BT-89"] = ""
    creditor: Annotated[str, "BT-90"] = ""
    debited_account: Annotated[str, "BT-91"] = ""


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """What is given off, or charged on top, of the document or of a line."""

    amount: Annotated[Decimal, "BT-92, BT-99, BT-136, BT-141"] = ZERO
    base: Annotated[Decimal | None, "BT-93, BT-100, BT-137, BT-142"] = None
    percent: Annotated[Decimal | None, "BT-94, BT-101, BT-138, BT-143"] = None
    category: Annotated[str, "BT-95, BT-102"] = ""
    rate: Annotated[Decimal | None, "BT-96, BT-103"] = None
    reason: Annotated[str, "BT-97, BT-104, BT-139, BT-144"] = ""
    reason_code: Annotated[str, "BT-98, BT-105, BT-140, BT-145"] = ""


@dataclass(frozen=True, kw_only=True)
class Tax:
    """The tax of one category and rate (BG-23); rates in percent."""

    base: Annotated[Decimal, "BT-116"] = ZERO
    amount: Annotated[Decimal, "BT-117"] = ZERO
    category: Annotated[str, "BT-118"] = ""
    rate: Annotated[Decimal | None, "BT-119"] = None
    reason: Annotated[str, "BT-120"] = ""
    reason_code: Annotated[str, "BT-121"] = ""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What the document comes to (BG-22)."""

    lines: Annotated[Decimal, "BT-106"] = ZERO
    allowances: Annotated[Decimal | None, "BT-107"] = None
    charges: Annotated[Decimal | None, "BT-108"] = None
    net: Annotated[Decimal, "BT-109"] = ZERO
    tax: Annotated[Decimal | None, "BT-110"] = None
    tax_in_tax_currency: Annotated[Decimal | None, "BT-111"] = None
    gross: Annotated[Decimal, "BT-112"] = ZERO
    prepaid: Annotated[Decimal | None, "BT-113"] = None
    rounding: Annotated[Decimal | None, "BT-114"] = None
    payable: Annotated[Decimal, "BT-115"] = ZERO


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A document that goes with it, inside or elsewhere (BG-24)."""

    reference: Annotated[str, "BT-122"] = ""
    description: Annotated[str, "BT-123"] = ""
    location: Annotated[str, "BT-124"] = ""
    content: Annotated[bytes, "BT-125"] = b""
    mime: Annotated[str, "BT-125 mime code"] = ""
    file_name: Annotated[str, "BT-125 file name"] = ""


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """A property of what is invoiced (BG-32)."""

    name: Annotated[str, "BT-160"] = ""
    value: Annotated[str, "BT-161"] = ""


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a quantity costs (BG-29): ``net`` for ``base_quantity`` units, or for one."""

    net: Annotated[Decimal, "BT-146"] = ZERO
    discount: Annotated[Decimal | None, "BT-147"] = None
    gross: Annotated[Decimal | None, "BT-148"] = None
    base_quantity: Annotated[Decimal | None, "BT-149"] = None
    base_unit: Annotated[str, "BT-150"] = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line (BG-25)."""

    number: Annotated[str, "BT-126"] = ""
    note: Annotated[str, "BT-127"] = ""
    object_id: Annotated[Identifier | None, "BT-128"] = None
    quantity: Annotated[Decimal, "BT-129"] = ZERO
    unit: Annotated[str, "BT-130"] = ""
    net: Annotated[Decimal, "BT-131"] = ZERO
    order_line: Annotated[str, "BT-132"] = ""
    accounting_reference: Annotated[str, "BT-133"] = ""
    period: Annotated[Period | None, "BG-26"] = None
    allowances: Annotated[tuple[Allowance, ...], "BG-27"] = ()
    charges: Annotated[tuple[Allowance, ...], "BG-28"] = ()
    price: Annotated[Price, "BG-29"] = field(default_factory=Price)
    category: Annotated[str, "BT-151"] = ""
    rate: Annotated[Decimal | None, "BT-152"] = None
    name: Annotated[str, "BT-153"] = ""
    description: Annotated[str, "BT-154"] = ""
    seller_item: Annotated[str, "BT-155"] = ""
    buyer_item: Annotated[str, "BT-156"] = ""
    standard_item: Annotated[Identifier | None, "BT-157"] = None
    classifications: Annotated[tuple[Identifier, ...], "BT-158"] = ()
    origin: Annotated[str, "BT-159"] = ""
    attributes: Annotated[tuple[Attribute, ...], "BG-32"] = ()

    @property
    def computed_net(self) -> Decimal:
        """Quantity times price, allowances off and charges on; not rounded."""
        base = self.price.base_quantity or Decimal(1)
        changes = sum((one.amount for one in self.charges), ZERO) - sum(
            (one.amount for one in self.allowances), ZERO
        )
        return self.quantity * self.price.net / base + changes


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """An invoice or a credit note."""

    number: Annotated[str, "BT-1"] = ""
    issue_date: Annotated[date | None, "BT-2"] = None
    type_code: Annotated[str, "BT-3"] = ""
    currency: Annotated[str, "BT-5"] = ""
    tax_currency: Annotated[str, "BT-6"] = ""
    tax_point: Annotated[date | None, "BT-7"] = None
    tax_point_code: Annotated[str, "BT-8"] = ""
    due_date: Annotated[date | None, "BT-9"] = None
    buyer_reference: Annotated[str, "BT-10"] = ""
    project: Annotated[str, "BT-11"] = ""
    contract: Annotated[str, "BT-12"] = ""
    order: Annotated[str, "BT-13"] = ""
    sales_order: Annotated[str, "BT-14"] = ""
    receiving_advice: Annotated[str, "BT-15"] = ""
    despatch_advice: Annotated[str, "BT-16"] = ""
    tender: Annotated[str, "BT-17"] = ""
    object_id: Annotated[Identifier | None, "BT-18"] = None
    accounting_reference: Annotated[str, "BT-19"] = ""
    terms: Annotated[str, "BT-20"] = ""
    notes: Annotated[tuple[Note, ...], "BG-1"] = ()
    process: Annotated[str, "BT-23"] = ""
    specification: Annotated[str, "BT-24"] = ""
    preceding: Annotated[tuple[Preceding, ...], "BG-3"] = ()
    seller: Annotated[Party, "BG-4"] = field(default_factory=Party)
    buyer: Annotated[Party, "BG-7"] = field(default_factory=Party)
    payee: Annotated[Payee | None, "BG-10"] = None
    representative: Annotated[Representative | None, "BG-11"] = None
    delivery: Annotated[Delivery | None, "BG-13"] = None
    period: Annotated[Period | None, "BG-14"] = None
    payment: Annotated[Payment | None, "BG-16"] = None
    allowances: Annotated[tuple[Allowance, ...], "BG-20"] = ()
    charges: Annotated[tuple[Allowance, ...], "BG-21"] = ()
    totals: Annotated[Totals, "BG-22"] = field(default_factory=Totals)
    taxes: Annotated[tuple[Tax, ...], "BG-23"] = ()
    attachments: Annotated[tuple[Attachment, ...], "BG-24"] = ()
    lines: Annotated[tuple[Line, ...], "BG-25"] = ()

    @property
    def is_credit_note(self) -> bool:
        """Whether it gives back."""
        return self.type_code in CREDIT_NOTES


CREDIT_NOTES = ("381", "396", "261", "308", "420", "458", "532", "83")
"""Type codes (UNTDID 1001) that are credit notes."""
