"""UBL 2.1, invoice and credit note: where each term stands."""

from typing import Any

from lxml import etree

from unbilled.documents.einvoice import syntax
from unbilled.documents.einvoice.model import Account, Invoice
from unbilled.documents.einvoice.syntax import (
    AMOUNT,
    BYTES,
    CLASSIFICATION,
    DAY,
    IDENTIFIER,
    NOTE,
    NUMBER,
    PRICE,
    TAX_AMOUNT,
    TERMS,
    At,
    Binding,
    By,
    Context,
    Each,
    Element,
    Fixed,
    Many,
    Spaces,
    Writer,
    within,
)

COMPONENTS = "urn:oasis:names:specification:ubl:schema:xsd:Common"
SPACES = {"cbc": f"{COMPONENTS}BasicComponents-2", "cac": f"{COMPONENTS}AggregateComponents-2"}
INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
ROOTS = (f"{{{INVOICE}}}Invoice", f"{{{CREDIT_NOTE}}}CreditNote")
NO_ORDER = "NA"
"""Order number that stands where only the seller's order is known."""


def scheme(path: str, when: str, of: str = "VAT") -> Fixed:
    """The tax scheme that UBL repeats beside everything about a tax."""
    return Fixed(f"{path}/cac:TaxScheme/cbc:ID", when, text=of)


ADDRESS = (
    At("cbc:StreetName", "line_1"),
    At("cbc:AdditionalStreetName", "line_2"),
    At("cbc:CityName", "city"),
    At("cbc:PostalZone", "post_code"),
    At("cbc:CountrySubentity", "subdivision"),
    At("cac:AddressLine/cbc:Line", "line_3"),
    At("cac:Country/cbc:IdentificationCode", "country"),
)
VAT = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']"
NOT_VAT = "cac:PartyTaxScheme[not(cac:TaxScheme/cbc:ID='VAT')]"


def party(*extra: Binding) -> tuple[Binding, ...]:
    """The seller or the buyer; ``extra`` follows its identifiers."""
    return (
        At("cbc:EndpointID", "electronic_address", IDENTIFIER),
        Each("cac:PartyIdentification/cbc:ID[not(@schemeID='SEPA')]", "identifiers", IDENTIFIER),
        *extra,
        At("cac:PartyName/cbc:Name", "trade_name"),
        *within("cac:PostalAddress", "address", ADDRESS),
        At(f"{VAT}/cbc:CompanyID", "vat_id"),
        scheme(VAT, "vat_id"),
        At(f"{NOT_VAT}/cbc:CompanyID", "tax_number"),
        scheme(NOT_VAT, "tax_number", "FC"),
        At("cac:PartyLegalEntity/cbc:RegistrationName", "name"),
        At("cac:PartyLegalEntity/cbc:CompanyID", "legal_id", IDENTIFIER),
        At("cac:PartyLegalEntity/cbc:CompanyLegalForm", "legal_text"),
        At("cac:Contact/cbc:Name", "contact.name"),
        At("cac:Contact/cbc:Telephone", "contact.phone"),
        At("cac:Contact/cbc:ElectronicMail", "contact.email"),
    )


CREDITOR = At(
    "cac:PartyIdentification[cbc:ID/@schemeID='SEPA']/cbc:ID[@schemeID='SEPA']", "/payment.creditor"
)
PAYEE = (
    At("cac:PartyIdentification/cbc:ID", "identifier", IDENTIFIER),
    At("cac:PartyName/cbc:Name", "name"),
    At("cac:PartyLegalEntity/cbc:CompanyID", "legal_id", IDENTIFIER),
)
REPRESENTATIVE = (
    At("cac:PartyName/cbc:Name", "name"),
    *within("cac:PostalAddress", "address", ADDRESS),
    At("cac:PartyTaxScheme/cbc:CompanyID", "vat_id"),
    scheme("cac:PartyTaxScheme", "vat_id"),
)
DELIVERY = (
    At("cbc:ActualDeliveryDate", "day", DAY),
    At("cac:DeliveryLocation/cbc:ID", "location", IDENTIFIER),
    *within("cac:DeliveryLocation/cac:Address", "address", ADDRESS),
    At("cac:DeliveryParty/cac:PartyName/cbc:Name", "name"),
)
PERIOD = (At("cbc:StartDate", "start", DAY), At("cbc:EndDate", "end", DAY))


def changes(is_charge: bool, *, of_document: bool) -> tuple[Binding, ...]:
    """An allowance or a charge."""
    return (
        Fixed("cbc:ChargeIndicator", "", text=str(is_charge).lower()),
        At("cbc:AllowanceChargeReasonCode", "reason_code"),
        At("cbc:AllowanceChargeReason", "reason"),
        At("cbc:MultiplierFactorNumeric", "percent", NUMBER),
        At("cbc:Amount", "amount", AMOUNT),
        At("cbc:BaseAmount", "base", AMOUNT),
        *(
            (
                At("cac:TaxCategory/cbc:ID", "category"),
                At("cac:TaxCategory/cbc:Percent", "rate", NUMBER),
                scheme("cac:TaxCategory", "category"),
            )
            if of_document
            else ()
        ),
    )


def changed(*, of_document: bool) -> tuple[Binding, ...]:
    """Allowances and charges of a document or line."""
    path = "cac:AllowanceCharge[cbc:ChargeIndicator='{}']"
    return (
        Many(path.format("false"), "allowances", bindings=changes(False, of_document=of_document)),
        Many(path.format("true"), "charges", bindings=changes(True, of_document=of_document)),
    )


OBJECT = "[cbc:DocumentTypeCode='130']"
PROJECT = "[cbc:DocumentTypeCode='50']"
ATTACHED = "cac:AdditionalDocumentReference[not(cbc:DocumentTypeCode)]"
BINARY = "cac:Attachment/cbc:EmbeddedDocumentBinaryObject"
ATTACHMENT = (
    At("cbc:ID", "reference"),
    At("cbc:DocumentDescription", "description"),
    At(BINARY, "content", BYTES),
    At(f"{BINARY}/@mimeCode", "mime"),
    At(f"{BINARY}/@filename", "file_name"),
    At("cac:Attachment/cac:ExternalReference/cbc:URI", "location"),
)
TAX = (
    At("cbc:TaxableAmount", "base", AMOUNT),
    At("cbc:TaxAmount", "amount", AMOUNT),
    At("cac:TaxCategory/cbc:ID", "category"),
    At("cac:TaxCategory/cbc:Percent", "rate", NUMBER),
    At("cac:TaxCategory/cbc:TaxExemptionReasonCode", "reason_code"),
    At("cac:TaxCategory/cbc:TaxExemptionReason", "reason"),
    scheme("cac:TaxCategory", "category"),
)
TAX_TOTAL = "cac:TaxTotal[cbc:TaxAmount/@currencyID=$currency]"
OTHER_TAX_TOTAL = "cac:TaxTotal[cbc:TaxAmount/@currencyID=$tax_currency and not(cac:TaxSubtotal)]"
TOTALS = (
    At(f"{TAX_TOTAL}/cbc:TaxAmount", "totals.tax", AMOUNT),
    Many(f"{TAX_TOTAL}/cac:TaxSubtotal", "taxes", bindings=TAX, own=1),
    At(f"{OTHER_TAX_TOTAL}/cbc:TaxAmount", "totals.tax_in_tax_currency", TAX_AMOUNT),
    *within(
        "cac:LegalMonetaryTotal",
        "totals",
        (
            At("cbc:LineExtensionAmount", "lines", AMOUNT),
            At("cbc:TaxExclusiveAmount", "net", AMOUNT),
            At("cbc:TaxInclusiveAmount", "gross", AMOUNT),
            At("cbc:AllowanceTotalAmount", "allowances", AMOUNT),
            At("cbc:ChargeTotalAmount", "charges", AMOUNT),
            At("cbc:PrepaidAmount", "prepaid", AMOUNT),
            At("cbc:PayableRoundingAmount", "rounding", AMOUNT),
            At("cbc:PayableAmount", "payable", AMOUNT),
        ),
    ),
)
ITEM = (
    At("cbc:Description", "description"),
    At("cbc:Name", "name"),
    At("cac:BuyersItemIdentification/cbc:ID", "buyer_item"),
    At("cac:SellersItemIdentification/cbc:ID", "seller_item"),
    At("cac:StandardItemIdentification/cbc:ID", "standard_item", IDENTIFIER),
    At("cac:OriginCountry/cbc:IdentificationCode", "origin"),
    Each(
        "cac:CommodityClassification/cbc:ItemClassificationCode",
        "classifications",
        CLASSIFICATION,
    ),
    At("cac:ClassifiedTaxCategory/cbc:ID", "category"),
    At("cac:ClassifiedTaxCategory/cbc:Percent", "rate", NUMBER),
    scheme("cac:ClassifiedTaxCategory", "category"),
    Many(
        "cac:AdditionalItemProperty",
        "attributes",
        bindings=(At("cbc:Name", "name"), At("cbc:Value", "value")),
    ),
)
DISCOUNT = "cac:AllowanceCharge"
PRICED = (
    At("cbc:PriceAmount", "price.net", PRICE),
    At("cbc:BaseQuantity", "price.base_quantity", NUMBER),
    At("cbc:BaseQuantity/@unitCode", "price.base_unit"),
    Fixed(f"{DISCOUNT}/cbc:ChargeIndicator", "price.discount", text="false"),
    At(f"{DISCOUNT}/cbc:Amount", "price.discount", PRICE),
    At(f"{DISCOUNT}/cbc:BaseAmount", "price.gross", PRICE),
)


def line(quantity: str) -> tuple[Binding, ...]:
    """A line, whose quantity invoices and credit notes call otherwise."""
    return (
        At("cbc:ID", "number"),
        At("cbc:Note", "note"),
        At(quantity, "quantity", NUMBER),
        At(f"{quantity}/@unitCode", "unit"),
        At("cbc:LineExtensionAmount", "net", AMOUNT),
        At("cbc:AccountingCost", "accounting_reference"),
        *within("cac:InvoicePeriod", "period", PERIOD),
        At("cac:OrderLineReference/cbc:LineID", "order_line"),
        At(f"cac:DocumentReference{OBJECT}/cbc:ID", "object_id", IDENTIFIER),
        Fixed(f"cac:DocumentReference{OBJECT}/cbc:DocumentTypeCode", "object_id", text="130"),
        *changed(of_document=False),
        *within("cac:Item", "", ITEM),
        *within("cac:Price", "", PRICED),
    )


def _write_means(writer: Writer, root: Element, invoice: Any) -> None:
    """One element for each account; the due date of a credit note has no other place."""
    payment = invoice.payment
    if payment is None or not payment.means:
        return
    is_credit_note = root.tag == ROOTS[1]
    for place, account in enumerate(payment.accounts or (None,)):
        means = writer.made(root, syntax.Step("", "cac:PaymentMeans", ()))
        # What the document says once stands in the first.
        writer.write(means, MEANS_HEAD if place == 0 else MEANS_HEAD[:1], payment)
        if is_credit_note and place == 0:
            writer.write(means, (At("cbc:PaymentDueDate", "/due_date", DAY),), payment)
        writer.write(means, MEANS_TAIL, payment)
        if account is not None:
            writer.write(means, ACCOUNT, account)
        writer.write(means, MANDATE, payment)


MEANS_HEAD = (At("cbc:PaymentMeansCode", "means"), At("cbc:PaymentMeansCode/@name", "means_text"))
MEANS_TAIL = (
    At("cbc:PaymentID", "remittance"),
    At("cac:CardAccount/cbc:PrimaryAccountNumberID", "card_number"),
    Fixed("cac:CardAccount/cbc:NetworkID", "card_number", text="NA"),
    At("cac:CardAccount/cbc:HolderName", "card_holder"),
)
ACCOUNT = within(
    "cac:PayeeFinancialAccount",
    "",
    (
        At("cbc:ID", "number"),
        At("cbc:Name", "name"),
        At("cac:FinancialInstitutionBranch/cbc:ID", "bank"),
    ),
)
MANDATE = within(
    "cac:PaymentMandate",
    "",
    (At("cbc:ID", "mandate"), At("cac:PayerFinancialAccount/cbc:ID", "debited_account")),
)


def _read_accounts(root: Element, spaces: Spaces) -> tuple[Account, ...]:
    """The accounts of all means of payment."""

    def text(account: Element, path: str) -> str:
        return (account.findtext(path, "", dict(spaces)) or "").strip()

    return tuple(
        Account(
            number=text(one, "cbc:ID"),
            name=text(one, "cbc:Name"),
            bank=text(one, "cac:FinancialInstitutionBranch/cbc:ID"),
        )
        for one in root.findall("cac:PaymentMeans/cac:PayeeFinancialAccount", dict(spaces))
    )


PAYMENT = (
    By("", "payment.accounts", writes=_write_means, reads=_read_accounts),
    *syntax.read_only(within("cac:PaymentMeans", "payment", (*MEANS_HEAD, *MEANS_TAIL, *MANDATE))),
)


def _write_order(writer: Writer, root: Element, invoice: Any) -> None:
    """A seller's order is told beside the buyer's, which must then be something."""
    if invoice.order or invoice.sales_order:
        reference = writer.made(root, syntax.Step("", "cac:OrderReference", ()))
        writer.made(reference, syntax.Step("", "cbc:ID", ())).text = invoice.order or NO_ORDER
        writer.write(reference, (At("cbc:SalesOrderID", "sales_order"),), invoice)


def _read_order(root: Element, spaces: Spaces) -> str | None:
    found = (root.findtext("cac:OrderReference/cbc:ID", "", dict(spaces)) or "").strip()
    has_sales_order = root.find("cac:OrderReference/cbc:SalesOrderID", dict(spaces)) is not None
    return None if found == NO_ORDER and has_sales_order else found


ORDER = (
    By("", "order", writes=_write_order, reads=_read_order),
    At("cac:OrderReference/cbc:SalesOrderID", "sales_order", is_written=False),
)
HEAD = (At("cbc:CustomizationID", "specification"), At("cbc:ProfileID", "process"), At("cbc:ID", "number"))
CURRENCIES = (
    At("cbc:DocumentCurrencyCode", "currency"),
    At("cbc:TaxCurrencyCode", "tax_currency"),
    At("cbc:AccountingCost", "accounting_reference"),
    At("cbc:BuyerReference", "buyer_reference"),
    *within("cac:InvoicePeriod", "period", PERIOD),
    At("cac:InvoicePeriod/cbc:DescriptionCode", "tax_point_code"),
    *ORDER,
    Many(
        "cac:BillingReference/cac:InvoiceDocumentReference",
        "preceding",
        bindings=(At("cbc:ID", "number"), At("cbc:IssueDate", "day", DAY)),
    ),
    At("cac:DespatchDocumentReference/cbc:ID", "despatch_advice"),
    At("cac:ReceiptDocumentReference/cbc:ID", "receiving_advice"),
)
TENDER = At("cac:OriginatorDocumentReference/cbc:ID", "tender")
CONTRACT = At("cac:ContractDocumentReference/cbc:ID", "contract")
ADDITIONAL = (
    At(f"cac:AdditionalDocumentReference{OBJECT}/cbc:ID", "object_id", IDENTIFIER),
    Fixed(f"cac:AdditionalDocumentReference{OBJECT}/cbc:DocumentTypeCode", "object_id", text="130"),
)
PARTIES_AND_TOTALS = (
    *within("cac:AccountingSupplierParty/cac:Party", "seller", party(CREDITOR)),
    *within("cac:AccountingCustomerParty/cac:Party", "buyer", party()),
    *within("cac:PayeeParty", "payee", PAYEE),
    *within("cac:TaxRepresentativeParty", "representative", REPRESENTATIVE),
    *within("cac:Delivery", "delivery", DELIVERY),
    *PAYMENT,
    At("cac:PaymentTerms/cbc:Note", "terms", TERMS),
    *changed(of_document=True),
    *TOTALS,
)
OF_INVOICE = (
    *HEAD,
    At("cbc:IssueDate", "issue_date", DAY),
    At("cbc:DueDate", "due_date", DAY),
    At("cbc:InvoiceTypeCode", "type_code"),
    Each("cbc:Note", "notes", NOTE),
    At("cbc:TaxPointDate", "tax_point", DAY),
    *CURRENCIES,
    TENDER,
    CONTRACT,
    *ADDITIONAL,
    Many(ATTACHED, "attachments", bindings=ATTACHMENT),
    At("cac:ProjectReference/cbc:ID", "project"),
    *PARTIES_AND_TOTALS,
    Many("cac:InvoiceLine", "lines", bindings=line("cbc:InvoicedQuantity")),
)
OF_CREDIT_NOTE = (
    *HEAD,
    At("cbc:IssueDate", "issue_date", DAY),
    At("cac:PaymentMeans/cbc:PaymentDueDate", "due_date", DAY, is_written=False),
    At("cbc:TaxPointDate", "tax_point", DAY),
    At("cbc:CreditNoteTypeCode", "type_code"),
    Each("cbc:Note", "notes", NOTE),
    *CURRENCIES,
    CONTRACT,
    *ADDITIONAL,
    At(f"cac:AdditionalDocumentReference{PROJECT}/cbc:ID", "project"),
    Fixed(f"cac:AdditionalDocumentReference{PROJECT}/cbc:DocumentTypeCode", "project", text="50"),
    Many(ATTACHED, "attachments", bindings=ATTACHMENT),
    TENDER,
    *PARTIES_AND_TOTALS,
    Many("cac:CreditNoteLine", "lines", bindings=line("cbc:CreditedQuantity")),
)


def write(invoice: Invoice) -> bytes:
    """An invoice or credit note as UBL; the same model gives the same bytes."""
    space, name = (CREDIT_NOTE, "CreditNote") if invoice.is_credit_note else (INVOICE, "Invoice")
    root = etree.Element(f"{{{space}}}{name}", nsmap={None: space, **SPACES})  # type: ignore[dict-item]
    context = Context(invoice, invoice.currency, invoice.tax_currency)
    Writer(SPACES, context).write(root, OF_CREDIT_NOTE if invoice.is_credit_note else OF_INVOICE, invoice)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def read(root: Element) -> Invoice:
    """A UBL document as model.

    Raises:
        EInvoiceUnreadable: A number or date is none.
    """
    currency = root.findtext("cbc:DocumentCurrencyCode", "", SPACES).strip()
    tax_currency = root.findtext("cbc:TaxCurrencyCode", "", SPACES).strip()
    bindings = OF_CREDIT_NOTE if root.tag == ROOTS[1] else OF_INVOICE
    return syntax.read(root, bindings, SPACES, currency, tax_currency)
