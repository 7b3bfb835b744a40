"""Our own checks of an electronic invoice, in the words of those who can mend it.

They need no rules of others: the arithmetic of EN 16931, the terms it wants, and those that Peppol and XRechnung want
besides. Each finding has the name of the rule that the owners gave it, and the field at fault: ``buyer`` is the
customer, ``seller`` the company, ``tax_code``, ``contract`` and ``line`` what they say.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from re import fullmatch

from unbilled.documents.einvoice.formats import PEPPOL, XRECHNUNG
from unbilled.documents.einvoice.model import ZERO, Address, Identifier, Invoice, Line, Party, Tax
from unbilled.documents.einvoice.validating import Finding
from unbilled.documents.rules import MOST_ATTACHED_BYTES
from unbilled.tax.rules import is_an_exemption_code

OWN = "terms"
"""The layer of these checks."""
CATEGORIES = ("S", "Z", "E", "AE", "K", "G", "O", "L", "M", "B")
TAXED = ("S", "L", "M")
WITH_VAT_ID = ("S", "Z", "E", "AE", "K", "G")
WITH_REASON = ("E", "AE", "K", "G", "O")
UNIT = Decimal("1")
"""How far the tax of a rate may lie from its base: the sums of several codes are rounded apart."""
PHONE_FIGURES = 3
SKONTO = r"#SKONTO#TAGE=\d+#PROZENT=\d+\.\d{2}(#BASISBETRAG=-?\d+\.\d{2})?#"
"""How XRechnung tells a cash discount."""


def checked(invoice: Invoice) -> list[Finding]:
    """What stands against an invoice, whatever the rules of others say.

    Source:
        docs/rules/documents.md#validation.
    """
    found = [*_terms(invoice), *_parties(invoice), *_arithmetic(invoice), *_lines(invoice), *_taxes(invoice)]
    found += _changes(invoice)
    found += _attachments(invoice)
    if invoice.specification == PEPPOL:
        found += _of_peppol(invoice)
    if invoice.specification.startswith(XRECHNUNG):
        found += _of_xrechnung(invoice)
    return found


def _fatal(rule: str, text: str, field: str = "", place: str = "") -> Finding:
    return Finding(rule, True, text, place=place, layer=OWN, field=field)


def _terms(invoice: Invoice) -> Iterator[Finding]:
    wanted = {
        "BR-01": (invoice.specification, "what specification it follows", "specification"),
        "BR-02": (invoice.number, "its number", "number"),
        "BR-03": (invoice.issue_date, "its date of issue", "issue_date"),
        "BR-04": (invoice.type_code, "whether it is an invoice or a credit note", "type_code"),
        "BR-05": (invoice.currency, "its currency", "currency"),
        "BR-16": (invoice.lines, "at least one line", "lines"),
    }
    for rule, (value, words, field) in wanted.items():
        if not value:
            yield _fatal(rule, f"The document does not say {words}.", field)
    if invoice.totals.payable > 0 and not invoice.due_date and not invoice.terms:
        text = "There is neither a due date nor terms of payment."
        yield Finding("BR-CO-25", False, text, layer=OWN, field="terms")
    for one in invoice.preceding:
        if not one.number:
            yield _fatal("BR-55", "The invoice that is credited has no number.", "preceding")
    if invoice.payment and invoice.payment.means == "59" and not invoice.payment.mandate:
        yield _fatal("BR-DE-29", "The mandate for direct debit is missing.", "buyer.mandate")


def _parties(invoice: Invoice) -> Iterator[Finding]:
    sides: tuple[tuple[str, str, Party, tuple[str, str, str]], ...] = (
        ("seller", "company", invoice.seller, ("BR-06", "BR-08", "BR-09")),
        ("buyer", "customer", invoice.buyer, ("BR-07", "BR-10", "BR-11")),
    )
    for side, words, party, (named, addressed, country) in sides:
        if not party.name:
            yield _fatal(named, f"The {words} has no name.", f"{side}.name")
        if party.address is None or party.address == Address(country=party.address.country):
            yield _fatal(addressed, f"The {words} has no address.", f"{side}.address")
        elif not party.address.country:
            yield _fatal(country, f"The {words} has no country.", f"{side}.country")
        if party.vat_id and not fullmatch("[A-Z]{2}.+", party.vat_id):
            yield _fatal(
                "BR-CO-09",
                f"The VAT id of the {words}, {party.vat_id}, begins with no country.",
                f"{side}.vat_id",
            )
        if party.electronic_address and not party.electronic_address.scheme:
            rule = "BR-62" if side == "seller" else "BR-63"
            yield _fatal(
                rule, f"The electronic address of the {words} has no scheme.", f"{side}.electronic_scheme"
            )
    seller = invoice.seller
    if not (seller.vat_id or seller.legal_id or seller.identifiers):
        yield _fatal(
            "BR-CO-26", "The company has neither a VAT id nor a number in a register.", "seller.vat_id"
        )


def _arithmetic(invoice: Invoice) -> Iterator[Finding]:
    totals = invoice.totals
    allowances, charges = totals.allowances or ZERO, totals.charges or ZERO
    sums = (
        ("BR-CO-10", "The lines", sum((line.net for line in invoice.lines), ZERO), totals.lines),
        ("BR-CO-11", "The allowances", sum((one.amount for one in invoice.allowances), ZERO), allowances),
        ("BR-CO-12", "The charges", sum((one.amount for one in invoice.charges), ZERO), charges),
        ("BR-CO-13", "Lines, allowances and charges", totals.lines - allowances + charges, totals.net),
        ("BR-CO-14", "The taxes", sum((one.amount for one in invoice.taxes), ZERO), totals.tax or ZERO),
        ("BR-CO-15", "Net amount and tax", totals.net + (totals.tax or ZERO), totals.gross),
        (
            "BR-CO-16",
            "Total, what is paid already and rounding",
            totals.gross - (totals.prepaid or ZERO) + (totals.rounding or ZERO),
            totals.payable,
        ),
    )
    for rule, what, parts, total in sums:
        if parts != total:
            yield _fatal(rule, f"{what} come to {parts}, but the document says {total}.", "totals")
    amounts = [
        totals.lines,
        totals.net,
        totals.tax,
        totals.gross,
        totals.payable,
        totals.tax_in_tax_currency,
        *(line.net for line in invoice.lines),
        *(amount for one in invoice.taxes for amount in (one.base, one.amount)),
    ]
    longer = [one for one in amounts if one is not None and one != one.quantize(Decimal("0.01"))]
    if longer:
        yield _fatal(
            "BR-DEC",
            f"Electronic invoices have two decimals, and the document has {longer[0].normalize():f} "
            f"{invoice.currency}. Give the customer paper.",
            "buyer.einvoice_format",
        )


def _lines(invoice: Invoice) -> Iterator[Finding]:
    checks: tuple[tuple[str, Callable[[Line], bool], str], ...] = (
        ("BR-21", lambda line: bool(line.number), "has no number"),
        ("BR-23", lambda line: bool(line.unit), "has no unit"),
        ("BR-25", lambda line: bool(line.name), "has no name"),
        ("BR-27", lambda line: line.price.net >= 0, "has a price below zero"),
        ("BR-CO-04", lambda line: bool(line.category), "has no tax category"),
        (
            "R120",
            lambda line: abs(line.computed_net - line.net) <= Decimal("0.02"),
            "has an amount that is not quantity times price",
        ),
    )
    for rule, holds, words in checks:
        at_fault = [line.number for line in invoice.lines if not holds(line)]
        if at_fault:
            yield _fatal(rule, f"Line {', '.join(at_fault[:5])} {words}.", "line")


def _taxes(invoice: Invoice) -> Iterator[Finding]:
    categories = {line.category for line in invoice.lines} | {one.category for one in invoice.taxes}
    unknown = sorted(categories - set(CATEGORIES) - {""})
    if unknown:
        yield _fatal("BR-CL-18", f"No tax category is called {', '.join(unknown)}.", "tax_code.category")
    if not invoice.taxes:
        yield _fatal("BR-CO-18", "The document says of no amount how it is taxed.", "tax_code")
    if "O" in categories and len(categories) > 1:
        yield _fatal(
            "BR-O-11",
            "What is not subject to tax (O) stands beside what is; such a document cannot be electronic. "
            "Give every line a tax code, or invoice them apart.",
            "tax_code.category",
        )
    if categories & set(WITH_VAT_ID) and not (invoice.seller.vat_id or invoice.seller.tax_number):
        yield _fatal(
            "BR-S-02", "Tax is named, and the company has no VAT id and no tax number.", "seller.vat_id"
        )
    for category, rule in (("AE", "BR-AE-02"), ("K", "BR-IC-02")):
        if (
            category in categories
            and not invoice.buyer.vat_id
            and not (category == "AE" and invoice.buyer.legal_id)
        ):
            yield _fatal(rule, "The customer owes the tax, and has no VAT id on the invoice.", "buyer.vat_id")
    for one in invoice.taxes:
        yield from _of_a_rate(one)
        lines = sum(
            (
                line.net
                for line in invoice.lines
                if line.category == one.category and (line.rate or ZERO) == (one.rate or ZERO)
            ),
            ZERO,
        )
        for changes, sign in ((invoice.allowances, -1), (invoice.charges, 1)):
            lines += sign * sum(
                (
                    change.amount
                    for change in changes
                    if change.category == one.category and (change.rate or ZERO) == (one.rate or ZERO)
                ),
                ZERO,
            )
        if lines != one.base:
            yield _fatal(
                f"BR-{one.category}-08",
                f"What is taxed {one.category} at {one.rate or 0} % comes to {lines}, "
                f"but the document says {one.base}.",
                "totals",
            )
    rates = {(one.category, one.rate or ZERO) for one in invoice.taxes}
    missing = sorted(
        {line.category for line in invoice.lines if (line.category, line.rate or ZERO) not in rates}
    )
    if missing and invoice.taxes:
        yield _fatal("BR-CO-18", f"No sum is told of what is taxed {', '.join(missing)}.", "totals")


def _attachments(invoice: Invoice) -> Iterator[Finding]:
    """What travels with it is not larger than mail and networks take."""
    size = sum(len(one.content) for one in invoice.attachments)
    if size > MOST_ATTACHED_BYTES:
        yield _fatal(
            "SIZE",
            f"What travels with the document has {size / 1_000_000:.1f} MB, and may have "
            f"{MOST_ATTACHED_BYTES // 1_000_000}.",
            "buyer.wants_receipts",
        )


def _changes(invoice: Invoice) -> Iterator[Finding]:
    """Allowances and charges say how they are taxed, where they are the document's, and why they are."""
    groups = [
        ("BR-32", "BR-33", "An allowance of the document", invoice.allowances, True),
        ("BR-37", "BR-38", "A charge of the document", invoice.charges, True),
    ]
    for line in invoice.lines:
        groups += [
            ("", "BR-42", f"An allowance of line {line.number}", line.allowances, False),
            ("", "BR-44", f"A charge of line {line.number}", line.charges, False),
        ]
    for taxed, reasoned, what, changes, is_of_document in groups:
        for one in changes:
            if is_of_document and not one.category:
                yield _fatal(taxed, f"{what} does not say how it is taxed.", "tax_code.category")
            if not (one.reason or one.reason_code):
                yield _fatal(reasoned, f"{what} does not say why.", "line")


def _of_a_rate(tax: Tax) -> Iterator[Finding]:
    rate = tax.rate or ZERO
    if tax.category == "S" and rate <= 0:
        yield _fatal(
            "BR-S-05",
            "A tax code of category S has the rate 0. Give it the category that says why: Z, E, AE, K, G or O.",
            "tax_code.category",
        )
    if tax.category not in TAXED and tax.category in CATEGORIES and (rate or tax.amount):
        yield _fatal(
            f"BR-{tax.category}-05",
            f"A tax code of category {tax.category} charges tax; of its category none is.",
            "tax_code.category",
        )
    if tax.category in WITH_REASON and not (tax.reason or tax.reason_code):
        yield _fatal(
            f"BR-{tax.category}-10",
            f"A tax code of category {tax.category} does not say why no tax is charged: its legal text is empty.",
            "tax_code.legal_text",
        )
    if is_an_exemption_code(tax.reason_code):
        yield _fatal(
            "BR-CL-22",
            f"The exemption code of a tax code {is_an_exemption_code(tax.reason_code)}.",
            "tax_code.exemption_code",
        )
    if abs(abs(tax.base) * rate / 100 - abs(tax.amount)) >= UNIT:
        yield _fatal(
            "BR-CO-17", f"{rate} % of {tax.base} is not the tax of {tax.amount} that is charged.", "totals"
        )


def _of_peppol(invoice: Invoice) -> Iterator[Finding]:
    if not invoice.buyer_reference and not invoice.order:
        yield _fatal(
            "PEPPOL-EN16931-R003",
            "Peppol wants the customer's reference, or the order number of the contract.",
            "contract.customer_reference",
        )
    yield from _electronic("PEPPOL-EN16931-R020", "PEPPOL-EN16931-R010", invoice, "Peppol")
    for side, words, party in (("seller", "company", invoice.seller), ("buyer", "customer", invoice.buyer)):
        if party.electronic_address and party.electronic_address.scheme == "EM":
            yield _fatal(
                "PEPPOL-EN16931-CL008",
                f"The electronic address of the {words} is an e-mail address (scheme EM), which Peppol does not "
                "deliver to. Give it an identifier such as 0088 (GLN) or 9930 (German VAT id).",
                f"{side}.electronic_scheme",
            )


def _electronic(seller: str, buyer: str, invoice: Invoice, who: str) -> Iterator[Finding]:
    if not _is_complete(invoice.seller.electronic_address):
        yield _fatal(
            seller, f"{who} wants the electronic address of the company.", "seller.electronic_address"
        )
    if not _is_complete(invoice.buyer.electronic_address):
        yield _fatal(
            buyer, f"{who} wants the electronic address of the customer.", "buyer.electronic_address"
        )


def _is_complete(address: Identifier | None) -> bool:
    return address is not None and bool(address.value)


def _of_xrechnung(invoice: Invoice) -> Iterator[Finding]:
    seller, buyer = invoice.seller.address or Address(), invoice.buyer.address or Address()
    contact = invoice.seller.contact
    wanted = (
        ("BR-DE-1", invoice.payment, "how it is paid: the company has no account", "seller.iban"),
        ("BR-DE-3", seller.city, "the town of the company", "seller.city"),
        ("BR-DE-4", seller.post_code, "the post code of the company", "seller.post_code"),
        ("BR-DE-5", contact and contact.name, "whom the customer may ask", "seller.contact_name"),
        ("BR-DE-6", contact and contact.phone, "the phone number for questions", "seller.contact_phone"),
        ("BR-DE-7", contact and contact.email, "the e-mail address for questions", "seller.contact_email"),
        ("BR-DE-8", buyer.city, "the town of the customer", "buyer.city"),
        ("BR-DE-9", buyer.post_code, "the post code of the customer", "buyer.post_code"),
        (
            "BR-DE-15",
            invoice.buyer_reference,
            "the customer's reference (Leitweg-ID)",
            "buyer.buyer_reference",
        ),
    )
    for rule, value, words, field in wanted:
        if not value:
            yield _fatal(rule, f"XRechnung wants {words}.", field)
    if contact and contact.phone and sum(one.isdigit() for one in contact.phone) < PHONE_FIGURES:
        yield _fatal(
            "BR-DE-27", "The phone number for questions has no three figures.", "seller.contact_phone"
        )
    if contact and contact.email and not fullmatch(r"[^@\s]+@([^@.\s]+\.)+[^@.\s]+", contact.email):
        yield _fatal("BR-DE-28", "The e-mail address for questions is none.", "seller.contact_email")
    yield from _electronic("PEPPOL-EN16931-R020", "PEPPOL-EN16931-R010", invoice, "XRechnung")
    forms = [line for line in invoice.terms.splitlines() if line.lstrip().startswith("#")]
    if not all(fullmatch(SKONTO, line.strip()) for line in forms):
        yield _fatal(
            "BR-DE-18",
            "A line of the terms of payment begins with #, as if it told a cash discount to programs. Give the "
            "terms the discount as percent and days, and write the sentence without #.",
            "terms.text",
        )
    if invoice.payment and invoice.payment.means in ("48", "54", "55") and not invoice.payment.card_number:
        yield _fatal(
            "BR-DE-24-a", "XRechnung wants the card that pays; choose another way.", "buyer.payment_means"
        )
