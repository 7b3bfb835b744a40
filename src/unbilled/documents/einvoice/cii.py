"""Cross Industry Invoice (UN/CEFACT, D16B): where each term stands."""

from typing import Any

from lxml import etree

from unbilled.documents.einvoice import syntax
from unbilled.documents.einvoice.model import Account, Invoice
from unbilled.documents.einvoice.syntax import (
    AMOUNT,
    BYTES,
    CLASSIFICATION,
    DAY_102,
    GLOBAL_IDENTIFIER,
    IDENTIFIER,
    NUMBER,
    PLAIN_AMOUNT,
    PLAIN_IDENTIFIER,
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
    mapped,
    within,
)

STANDARD = "urn:un:unece:uncefact:data:standard"
SPACES = {
    "rsm": f"{STANDARD}:CrossIndustryInvoice:100",
    "ram": f"{STANDARD}:ReusableAggregateBusinessInformationEntity:100",
    "udt": f"{STANDARD}:UnqualifiedDataType:100",
    "qdt": f"{STANDARD}:QualifiedDataType:100",
}
ROOT = f"{{{SPACES['rsm']}}}CrossIndustryInvoice"
STRING = "udt:DateTimeString[@format='102']"
TAX_POINT = mapped({"3": "5", "35": "29", "432": "72"})
"""UNTDID 2005, as the model and UBL have it, in UNTDID 2475."""


def day(path: str, term: str) -> At:
    """A date, whose element says how it is written."""
    return At(f"{path}/{STRING}", term, DAY_102)


ADDRESS = within(
    "ram:PostalTradeAddress",
    "address",
    (
        At("ram:PostcodeCode", "post_code"),
        At("ram:LineOne", "line_1"),
        At("ram:LineTwo", "line_2"),
        At("ram:LineThree", "line_3"),
        At("ram:CityName", "city"),
        At("ram:CountryID", "country"),
        At("ram:CountrySubDivisionName", "subdivision"),
    ),
)
PARTY = (
    Each("ram:ID", "identifiers", PLAIN_IDENTIFIER),
    Each("ram:GlobalID", "identifiers", GLOBAL_IDENTIFIER),
    At("ram:Name", "name"),
    At("ram:Description", "legal_text"),
    At("ram:SpecifiedLegalOrganization/ram:ID", "legal_id", IDENTIFIER),
    At("ram:SpecifiedLegalOrganization/ram:TradingBusinessName", "trade_name"),
    At("ram:DefinedTradeContact/ram:PersonName", "contact.name"),
    At("ram:DefinedTradeContact/ram:TelephoneUniversalCommunication/ram:CompleteNumber", "contact.phone"),
    At("ram:DefinedTradeContact/ram:EmailURIUniversalCommunication/ram:URIID", "contact.email"),
    *ADDRESS,
    At("ram:URIUniversalCommunication/ram:URIID", "electronic_address", IDENTIFIER),
    At("ram:SpecifiedTaxRegistration[ram:ID/@schemeID='VA']/ram:ID[@schemeID='VA']", "vat_id"),
    At("ram:SpecifiedTaxRegistration[ram:ID/@schemeID='FC']/ram:ID[@schemeID='FC']", "tax_number"),
)


PAYEE = (
    At("ram:ID", "identifier", PLAIN_IDENTIFIER),
    At("ram:GlobalID", "identifier", GLOBAL_IDENTIFIER),
    At("ram:Name", "name"),
    At("ram:SpecifiedLegalOrganization/ram:ID", "legal_id", IDENTIFIER),
)
REPRESENTATIVE = (
    At("ram:Name", "name"),
    *ADDRESS,
    At("ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']", "vat_id"),
)
PLACE = (
    At("ram:ID", "location", PLAIN_IDENTIFIER),
    At("ram:GlobalID", "location", GLOBAL_IDENTIFIER),
    At("ram:Name", "name"),
    *ADDRESS,
)
PERIOD = (day("ram:StartDateTime", "start"), day("ram:EndDateTime", "end"))


def changes(is_charge: bool, *, of_document: bool) -> tuple[Binding, ...]:
    """An allowance or a charge."""
    category = "ram:CategoryTradeTax"
    return (
        Fixed("ram:ChargeIndicator/udt:Indicator", "", text=str(is_charge).lower()),
        At("ram:CalculationPercent", "percent", NUMBER),
        At("ram:BasisAmount", "base", PLAIN_AMOUNT),
        At("ram:ActualAmount", "amount", PLAIN_AMOUNT),
        At("ram:ReasonCode", "reason_code"),
        At("ram:Reason", "reason"),
        *(
            (
                Fixed(f"{category}/ram:TypeCode", "category", text="VAT"),
                At(f"{category}/ram:CategoryCode", "category"),
                At(f"{category}/ram:RateApplicablePercent", "rate", NUMBER),
            )
            if of_document
            else ()
        ),
    )


def changed(*, of_document: bool) -> tuple[Binding, ...]:
    """Allowances and charges of a document or line."""
    path = "ram:SpecifiedTradeAllowanceCharge[ram:ChargeIndicator/udt:Indicator='{}']"
    return (
        Many(path.format("false"), "allowances", bindings=changes(False, of_document=of_document)),
        Many(path.format("true"), "charges", bindings=changes(True, of_document=of_document)),
    )


def document(path: str, term: str) -> At:
    """A document that is referred to by its number."""
    return At(f"{path}/ram:IssuerAssignedID", term)


GROSS = "ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice"
NET = "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice"
LINE_TAX = "ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax"
LINE_OBJECT = "ram:SpecifiedLineTradeSettlement/ram:AdditionalReferencedDocument[ram:TypeCode='130']"
PRODUCT = (
    At("ram:GlobalID", "standard_item", IDENTIFIER),
    At("ram:SellerAssignedID", "seller_item"),
    At("ram:BuyerAssignedID", "buyer_item"),
    At("ram:Name", "name"),
    At("ram:Description", "description"),
    Many(
        "ram:ApplicableProductCharacteristic",
        "attributes",
        bindings=(At("ram:Description", "name"), At("ram:Value", "value")),
    ),
    Each("ram:DesignatedProductClassification/ram:ClassCode", "classifications", CLASSIFICATION),
    At("ram:OriginTradeCountry/ram:ID", "origin"),
)
LINE = (
    At("ram:AssociatedDocumentLineDocument/ram:LineID", "number"),
    At("ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content", "note"),
    *within("ram:SpecifiedTradeProduct", "", PRODUCT),
    At("ram:SpecifiedLineTradeAgreement/ram:BuyerOrderReferencedDocument/ram:LineID", "order_line"),
    At(f"{GROSS}/ram:ChargeAmount", "price.gross", NUMBER),
    Fixed(
        f"{GROSS}/ram:AppliedTradeAllowanceCharge/ram:ChargeIndicator/udt:Indicator",
        "price.discount",
        text="false",
    ),
    At(f"{GROSS}/ram:AppliedTradeAllowanceCharge/ram:ActualAmount", "price.discount", NUMBER),
    At(f"{NET}/ram:ChargeAmount", "price.net", NUMBER),
    At(f"{NET}/ram:BasisQuantity", "price.base_quantity", NUMBER),
    At(f"{NET}/ram:BasisQuantity/@unitCode", "price.base_unit"),
    At("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity", "quantity", NUMBER),
    At("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity/@unitCode", "unit"),
    Fixed(f"{LINE_TAX}/ram:TypeCode", "category", text="VAT"),
    At(f"{LINE_TAX}/ram:CategoryCode", "category"),
    At(f"{LINE_TAX}/ram:RateApplicablePercent", "rate", NUMBER),
    *within("ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod", "period", PERIOD),
    *within("ram:SpecifiedLineTradeSettlement", "", changed(of_document=False)),
    At(
        "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
        "net",
        PLAIN_AMOUNT,
    ),
    At(f"{LINE_OBJECT}/ram:IssuerAssignedID", "object_id.value"),
    Fixed(f"{LINE_OBJECT}/ram:TypeCode", "object_id", text="130"),
    At(f"{LINE_OBJECT}/ram:ReferenceTypeCode", "object_id.scheme"),
    At(
        "ram:SpecifiedLineTradeSettlement/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID",
        "accounting_reference",
    ),
)
REFERENCED = "ram:AdditionalReferencedDocument[ram:TypeCode='{}']"
ATTACHMENT = (
    At("ram:IssuerAssignedID", "reference"),
    At("ram:URIID", "location"),
    Fixed("ram:TypeCode", "", text="916"),
    At("ram:Name", "description"),
    At("ram:AttachmentBinaryObject", "content", BYTES),
    At("ram:AttachmentBinaryObject/@mimeCode", "mime"),
    At("ram:AttachmentBinaryObject/@filename", "file_name"),
)
PROJECT = "ram:SpecifiedProcuringProject"
AGREEMENT = (
    At("ram:BuyerReference", "buyer_reference"),
    *within("ram:SellerTradeParty", "seller", PARTY),
    *within("ram:BuyerTradeParty", "buyer", PARTY),
    *within("ram:SellerTaxRepresentativeTradeParty", "representative", REPRESENTATIVE),
    document("ram:SellerOrderReferencedDocument", "sales_order"),
    document("ram:BuyerOrderReferencedDocument", "order"),
    document("ram:ContractReferencedDocument", "contract"),
    Many(REFERENCED.format("916"), "attachments", bindings=ATTACHMENT),
    document(REFERENCED.format("50"), "tender"),
    Fixed(f"{REFERENCED.format('50')}/ram:TypeCode", "tender", text="50"),
    At(f"{REFERENCED.format('130')}/ram:IssuerAssignedID", "object_id.value"),
    Fixed(f"{REFERENCED.format('130')}/ram:TypeCode", "object_id", text="130"),
    At(f"{REFERENCED.format('130')}/ram:ReferenceTypeCode", "object_id.scheme"),
    At(f"{PROJECT}/ram:ID", "project"),
    Fixed(f"{PROJECT}/ram:Name", "project", text="Project reference"),
)
SUPPLY = (
    *within("ram:ShipToTradeParty", "delivery", PLACE),
    day("ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime", "delivery.day"),
    document("ram:DespatchAdviceReferencedDocument", "despatch_advice"),
    document("ram:ReceivingAdviceReferencedDocument", "receiving_advice"),
)
CARD = "ram:ApplicableTradeSettlementFinancialCard"
MEANS = (
    At("ram:TypeCode", "means"),
    At("ram:Information", "means_text"),
    At(f"{CARD}/ram:ID", "card_number"),
    At(f"{CARD}/ram:CardholderName", "card_holder"),
    At("ram:PayerPartyDebtorFinancialAccount/ram:IBANID", "debited_account"),
)
SETTLEMENT_MEANS = "ram:SpecifiedTradeSettlementPaymentMeans"
CREDITED = "ram:PayeePartyCreditorFinancialAccount"


def _write_means(writer: Writer, settlement: Element, invoice: Any) -> None:
    """One element for each account."""
    payment = invoice.payment
    if payment is None or not payment.means:
        return
    for account in payment.accounts or (None,):
        means = writer.made(settlement, syntax.Step("", SETTLEMENT_MEANS, ()))
        writer.write(means, MEANS, payment)
        if account is not None:
            is_iban = account.number[:2].isalpha()
            number = At(f"{CREDITED}/ram:{'IBANID' if is_iban else 'ProprietaryID'}", "number")
            name = At(f"{CREDITED}/ram:AccountName", "name")
            bank = At("ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID", "bank")
            writer.write(means, (number, name, bank) if is_iban else (name, number, bank), account)


def _read_accounts(settlement: Element, spaces: Spaces) -> tuple[Account, ...]:
    found = []
    for means in settlement.findall(SETTLEMENT_MEANS, dict(spaces)):
        account = means.find(CREDITED, dict(spaces))
        if account is not None:
            bank = "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"
            texts = [
                account.findtext("ram:IBANID", "", dict(spaces))
                or account.findtext("ram:ProprietaryID", "", dict(spaces)),
                account.findtext("ram:AccountName", "", dict(spaces)),
                means.findtext(bank, "", dict(spaces)),
            ]
            number, name, bank_id = [(text or "").strip() for text in texts]
            found.append(Account(number=number, name=name, bank=bank_id))
    return tuple(found)


TAX = (
    At("ram:CalculatedAmount", "amount", PLAIN_AMOUNT),
    Fixed("ram:TypeCode", "", text="VAT"),
    At("ram:ExemptionReason", "reason"),
    At("ram:BasisAmount", "base", PLAIN_AMOUNT),
    At("ram:CategoryCode", "category"),
    At("ram:ExemptionReasonCode", "reason_code"),
    At("ram:TaxPointDate/udt:DateString[@format='102']", "/tax_point", DAY_102),
    At("ram:DueDateTypeCode", "/tax_point_code", TAX_POINT),
    At("ram:RateApplicablePercent", "rate", NUMBER),
)
SUMMATION = (
    At("ram:LineTotalAmount", "lines", PLAIN_AMOUNT),
    At("ram:ChargeTotalAmount", "charges", PLAIN_AMOUNT),
    At("ram:AllowanceTotalAmount", "allowances", PLAIN_AMOUNT),
    At("ram:TaxBasisTotalAmount", "net", PLAIN_AMOUNT),
    At("ram:TaxTotalAmount[@currencyID=$currency]", "tax", AMOUNT),
    At("ram:TaxTotalAmount[@currencyID=$tax_currency]", "tax_in_tax_currency", TAX_AMOUNT),
    At("ram:RoundingAmount", "rounding", PLAIN_AMOUNT),
    At("ram:GrandTotalAmount", "gross", PLAIN_AMOUNT),
    At("ram:TotalPrepaidAmount", "prepaid", PLAIN_AMOUNT),
    At("ram:DuePayableAmount", "payable", PLAIN_AMOUNT),
)
PAYMENT_TERMS = "ram:SpecifiedTradePaymentTerms"
SETTLEMENT = (
    At("ram:CreditorReferenceID", "payment.creditor"),
    At("ram:PaymentReference", "payment.remittance"),
    At("ram:TaxCurrencyCode", "tax_currency"),
    At("ram:InvoiceCurrencyCode", "currency"),
    *within("ram:PayeeTradeParty", "payee", PAYEE),
    By("", "payment.accounts", writes=_write_means, reads=_read_accounts),
    *syntax.read_only(within(SETTLEMENT_MEANS, "payment", MEANS)),
    Many("ram:ApplicableTradeTax", "taxes", bindings=TAX),
    *within("ram:BillingSpecifiedPeriod", "period", PERIOD),
    *changed(of_document=True),
    At(f"{PAYMENT_TERMS}/ram:Description", "terms", TERMS),
    day(f"{PAYMENT_TERMS}/ram:DueDateDateTime", "due_date"),
    At(f"{PAYMENT_TERMS}/ram:DirectDebitMandateID", "payment.mandate"),
    *within("ram:SpecifiedTradeSettlementHeaderMonetarySummation", "totals", SUMMATION),
    Many(
        "ram:InvoiceReferencedDocument",
        "preceding",
        bindings=(
            At("ram:IssuerAssignedID", "number"),
            At("ram:FormattedIssueDateTime/qdt:DateTimeString[@format='102']", "day", DAY_102),
        ),
    ),
    At("ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID", "accounting_reference"),
)
TRADE = "rsm:SupplyChainTradeTransaction"


DOCUMENT = (
    At("rsm:ExchangedDocumentContext/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID", "process"),
    At("rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", "specification"),
    At("rsm:ExchangedDocument/ram:ID", "number"),
    At("rsm:ExchangedDocument/ram:TypeCode", "type_code"),
    day("rsm:ExchangedDocument/ram:IssueDateTime", "issue_date"),
    Many(
        "rsm:ExchangedDocument/ram:IncludedNote",
        "notes",
        bindings=(At("ram:Content", "text"), At("ram:SubjectCode", "subject")),
        own=1,
    ),
    Many(f"{TRADE}/ram:IncludedSupplyChainTradeLineItem", "lines", bindings=LINE, own=1),
    *within(f"{TRADE}/ram:ApplicableHeaderTradeAgreement", "", AGREEMENT),
)


def write(invoice: Invoice) -> bytes:
    """An invoice or credit note as CII; the same model gives the same bytes."""
    root = etree.Element(ROOT, nsmap=SPACES)
    writer = Writer(SPACES, Context(invoice, invoice.currency, invoice.tax_currency))
    writer.write(root, DOCUMENT, invoice)
    trade = writer.shared(root, At(TRADE, "").steps)
    for name, bindings in (
        ("ram:ApplicableHeaderTradeDelivery", SUPPLY),
        ("ram:ApplicableHeaderTradeSettlement", SETTLEMENT),
    ):
        # The schema wants both, also with nothing in them.
        writer.write(writer.made(trade, syntax.Step("", name, ())), bindings, invoice)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def read(root: Element) -> Invoice:
    """A CII document as model.

    Raises:
        EInvoiceUnreadable: A number or date is none.
    """
    settlement = f"{TRADE}/ram:ApplicableHeaderTradeSettlement"
    currency = root.findtext(f"{settlement}/ram:InvoiceCurrencyCode", "", SPACES).strip()
    tax_currency = root.findtext(f"{settlement}/ram:TaxCurrencyCode", "", SPACES).strip()
    bindings = (
        *DOCUMENT,
        *within(f"{TRADE}/ram:ApplicableHeaderTradeDelivery", "", SUPPLY),
        *within(settlement, "", SETTLEMENT),
    )
    return syntax.read(root, bindings, SPACES, currency, tax_currency)
