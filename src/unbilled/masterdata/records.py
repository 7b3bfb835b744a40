"""What people say about whom and what the business works with, each with what goes without saying."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class NewCustomer:
    """Someone who is invoiced.

    Attributes:
        account: Account number people use.
        name: Legal name; the account when empty.
        address: Postal address, one line per line.
        country: ISO 3166 code.
        vat_id: VAT identification number.
        electronic_address: Address for electronic invoices.
        electronic_scheme: Scheme of that address, such as 0088.
        buyer_reference: Reference that the customer wants on invoices.
        post_code: Post code; as the address says it when empty.
        city: Town; as the address says it when empty.
        legal_id: Number in a register of companies.
        legal_scheme: Scheme of that number, such as 0002.
        einvoice_format: Format of electronic invoices, such as ``peppol``; the company's when empty.
        payment_means: ``transfer``, ``direct_debit`` or ``card``.
        mandate: Reference of the mandate for direct debit.
        debited_account: Account that is debited.
        wants_timesheet: The timesheet travels inside the electronic invoice and the PDF.
        wants_receipts: So do the receipts of billed expenses.
        language: Language of documents.
        currency: ISO 4217 code of the currency the customer usually buys in.
        customer_group: Group that posting rules may name.
        terms: Code of the terms of payment.
        tax_group: Code of the sales tax group.
        dimensions: Financial dimensions of the receivable, value by name.
        on_hold: No invoice is posted while set.
        wants_nil_invoices: Work that charges nothing is invoiced all the same.
    """

    account: str
    name: str = ""
    address: str = ""
    country: str = ""
    vat_id: str = ""
    electronic_address: str = ""
    electronic_scheme: str = ""
    buyer_reference: str = ""
    post_code: str = ""
    city: str = ""
    legal_id: str = ""
    legal_scheme: str = ""
    einvoice_format: str = ""
    payment_means: str = "transfer"
    mandate: str = ""
    debited_account: str = ""
    wants_timesheet: bool = False
    wants_receipts: bool = False
    language: str = "en"
    currency: str | None = None
    customer_group: str = ""
    terms: str | None = None
    tax_group: str | None = None
    dimensions: Mapping[str, str] | None = None
    on_hold: bool = False
    wants_nil_invoices: bool = False


@dataclass(frozen=True)
class NewProject:
    """Work with a purpose.

    Attributes:
        code: Code people use.
        name: Name; the code when empty.
        manager: Name of the person who manages it.
        project_group: Group that posting and profile rules may name.
        tax_group: Code of the sales tax group.
        dimensions: Financial dimensions of its work, value by name.
        stage: ``open`` or ``closed``.
        client: Whose it is, as timesheets call them, as long as no contract says it.
        tasks: Names of its tasks.
    """

    code: str
    name: str = ""
    manager: str | None = None
    project_group: str = ""
    tax_group: str | None = None
    dimensions: Mapping[str, str] | None = None
    stage: str = "open"
    client: str = ""
    tasks: Sequence[str] = ()


@dataclass(frozen=True)
class NewTask:
    """A part of a project.

    Attributes:
        project: Code of the project.
        name: Name.
    """

    project: str
    name: str


@dataclass(frozen=True)
class NewRole:
    """What someone works as.

    Attributes:
        name: Name, such as Developer.
        billing_type: ``chargeable``, ``non_chargeable``, ``complimentary`` or ``not_available``.
    """

    name: str
    billing_type: str = "chargeable"


@dataclass(frozen=True)
class NewWriteOffReason:
    """Why amounts are written off or written up.

    Attributes:
        code: Code, such as GOODWILL.
        name: What it says, where nobody says more.
    """

    code: str
    name: str = ""


@dataclass(frozen=True)
class NewOrgUnit:
    """An organization unit that prices may name.

    Attributes:
        name: Name.
    """

    name: str


@dataclass(frozen=True)
class NewResource:
    """A person or machine whose work is entered.

    Attributes:
        name: Name as it stands in timesheets.
        email: E-mail address, a second way to recognize the resource.
        role: Name of the usual role.
        org_unit: Name of the organization unit.
    """

    name: str
    email: str = ""
    role: str | None = None
    org_unit: str | None = None


@dataclass(frozen=True)
class NewCategory:
    """What kind of time, expense, material or fee something is.

    Attributes:
        name: Name, such as Travel; unique within its class.
        transaction_class: ``time``, ``expense``, ``material`` or ``fee``.
        category_group: Group that posting rules may name.
        billing_type: ``chargeable``, ``non_chargeable``, ``complimentary`` or ``not_available``.
        item_tax_group: Code of the item sales tax group.
    """

    name: str
    transaction_class: str
    category_group: str = ""
    billing_type: str = "chargeable"
    item_tax_group: str | None = None
