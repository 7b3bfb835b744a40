"""A document of ours as EN 16931 has it: what was frozen, or would be, becomes business terms. Nothing is looked up.

Amounts of the books carry signs; a credit note's are turned round, so that it gives back positive amounts.

Source: docs/rules/documents.md#quantity-and-price.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any

from unbilled.documents.einvoice.formats import CORE, XRECHNUNG, Format
from unbilled.documents.einvoice.model import (
    Account,
    Address,
    Allowance,
    Attachment,
    Attribute,
    Contact,
    Delivery,
    Identifier,
    Invoice,
    Line,
    Note,
    Party,
    Payment,
    Period,
    Preceding,
    Price,
    Tax,
    Totals,
)
from unbilled.documents.rules import TEXTS, clock, language_of, legal_text, minutes, supply_days
from unbilled.foundation.money import rounded

Row = Mapping[str, Any]
INVOICE_CODE, CREDIT_NOTE_CODE, ADVANCE_CODE = "380", "381", "386"
UNITS = {
    "hour": "HUR",
    "minute": "MIN",
    "day": "DAY",
    "week": "WEE",
    "month": "MON",
    "each": "C62",
    "piece": "H87",
    "kilometer": "KMT",
    "lump_sum": "LS",
}
"""Units of the books in UN/ECE Recommendation 20; any other is one of itself, C62, and named beside."""
ONE = "C62"
REASONS = {
    "AE": ("VATEX-EU-AE", "Reverse charge"),
    "K": ("VATEX-EU-IC", "Intra-Community supply"),
    "G": ("VATEX-EU-G", "Export"),
    "O": ("VATEX-EU-O", "Not subject to VAT"),
}
"""Why no tax is charged, by category: the code, and words where the tax code has none of its own."""
UNTAXED, EXEMPT = "O", "E"
SLACK = Decimal("0.02")
"""How far quantity times price may lie from a line's amount, by the rules of Peppol."""
UK = re.compile(r"(?P<city>\S.*?),? +(?P<post_code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})")
US = re.compile(
    r"(?P<city>\S.*?),? +(?P<subdivision>[A-Z]{2}) +(?P<post_code>\d{5}(-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)"
)
POST_CODE_FIRST = re.compile(
    r"(?:[A-Z]{1,3}-)?(?P<post_code>\d{3,6}(?: [A-Z]{2}\b| \d{2}\b)?) +(?P<city>[^\d\s].*)"
)
PLACES = {"GB": (UK,), "US": (US,), "CA": (US,), "": (POST_CODE_FIRST,)}


def built(
    head: Row,
    seller: Row,
    buyer: Row,
    lines: Sequence[Row],
    wanted: Format | None,
    receipts: Sequence[Row] = (),
    discounts: Sequence[Row] = (),
) -> Invoice:
    """Put an invoice or credit note together.

    Args:
        head: Its head, with amounts in the signs of the books.
        seller: Who invoices.
        buyer: Who pays.
        lines: In the order in which they are printed.
        wanted: The format; None: nothing but EN 16931 is said to be followed.
        receipts: Receipts that travel with it.
        discounts: What its lines bear of discounts and surcharges.

    Source:
        docs/rules/documents.md#electronic-invoices; docs/rules/documents.md#discounts-on-documents.
    """
    sign = -1 if head["document_class"] == "credit_note" else 1
    digits = head["currency_digits"]
    texts = TEXTS[language_of(head["language"])]
    lines = _explained(lines, head, seller, buyer)
    taxed = _taxed(lines, head["exemptions"])
    allowances, charges = _of_document(lines, taxed, discounts, sign)
    own = {line_no: [*of] for line_no, of in groupby(discounts, itemgetter("line_no"))}
    days = supply_days(lines)
    is_foreign = head["accounting_currency"] != head["transaction_currency"]
    has_tax = any(one.category != UNTAXED for one in taxed)
    projects = {line["project_code"] for line in lines}
    is_for_advance = sign > 0 and _is_for_advance(head, lines)
    # XRechnung does not know invoices for advances, and is told in words.
    is_advance = is_for_advance and not _is_xrechnung(wanted)
    # In one note: Peppol takes no more.
    said = (str(texts["advance_invoice"]) if is_for_advance else "", head["reason"].strip())
    note = "\n".join(filter(None, said))
    return Invoice(
        number=head["number"],
        issue_date=head["invoice_date"],
        type_code=CREDIT_NOTE_CODE if sign < 0 else ADVANCE_CODE if is_advance else INVOICE_CODE,
        currency=head["transaction_currency"],
        tax_currency=head["accounting_currency"] if is_foreign and has_tax else "",
        due_date=head["due_date"],
        buyer_reference=buyer["buyer_reference"].strip(),
        project=projects.pop() if len(projects) == 1 else "",
        contract=head["contract_number"],
        order=buyer["customer_reference"].strip(),
        terms=_terms(head, wanted),
        notes=(Note(text=note),) if note else (),
        process=wanted.process if wanted else "",
        specification=wanted.specification if wanted else CORE,
        preceding=(Preceding(number=head["original_number"], day=head["original_date"]),)
        if head["original_number"]
        else (),
        seller=_unregistered(_seller(seller)) if not has_tax else _seller(seller),
        buyer=_unregistered(_party(buyer)) if not has_tax else _party(buyer),
        delivery=_delivery(buyer, taxed, days),
        period=Period(start=min(days), end=max(days)) if days else None,
        payment=_payment(head, seller),
        totals=_totals(head, sign, allowances, charges, tells_tax_currency=is_foreign and has_tax),
        allowances=allowances,
        charges=charges,
        taxes=_taxes(lines, taxed, sign),
        attachments=(*_timesheet(head, lines), *map(_receipt, receipts)),
        lines=tuple(
            _line(line, of, sign, digits, texts, own.get(line["line_no"], ()), days)
            for line, of in zip(lines, taxed, strict=True)
        ),
    )


def _explained(lines: Sequence[Row], head: Row, seller: Row, buyer: Row) -> list[Row]:
    """Lines with the reasons why no tax is charged as the paper says them; an exemption is named by the tax code."""
    said: dict[tuple[str, str], str] = {}

    def reason(text: str, category: str) -> str:
        if (text, category) not in said:
            said[text, category] = legal_text(
                text,
                "" if category == EXEMPT else category,
                seller_country=seller["country"],
                buyer_country=buyer["country"],
                language=language_of(head["language"]),
            )
        return said[text, category]

    return [
        {
            **line,
            "tax_legal_texts": [
                reason(text, category)
                for text, category in zip_longest(
                    line["tax_legal_texts"], line["tax_categories"], fillvalue=""
                )
            ],
        }
        for line in lines
    ]


@dataclass(frozen=True)
class Taxed:
    """How a line is taxed: category, rate in percent (none where nothing is subject to tax), why none is charged."""

    category: str
    rate: Decimal | None
    reason: str = ""
    reason_code: str = ""


def _taxed(lines: Sequence[Row], exemptions: Mapping[str, str]) -> list[Taxed]:
    """How each line is taxed. Of several codes on a line the rates add up, as the taxes do.

    What nobody pays is taxed as most of the document is, so that it stands under a rate that the document has.
    """
    own = [_own(line, exemptions) for line in lines]
    bases: dict[Taxed, Decimal] = {}
    for line, one in zip(lines, own, strict=True):
        if one is not None:
            bases[one] = bases.get(one, Decimal(0)) + abs(line["net_amount"])
    usual = max(bases, key=lambda one: bases[one]) if bases else Taxed(UNTAXED, None)
    return [one or usual for one in own]


def _own(line: Row, exemptions: Mapping[str, str]) -> Taxed | None:
    if line["billing_type"] != "chargeable":
        return None
    if not line["tax_categories"]:
        return Taxed(UNTAXED, None) if line["net_amount"] else None
    rate = sum(line["tax_rates"], Decimal(0)).normalize() + 0
    categories = line["tax_categories"]
    category = next((one for one in categories if one == "S"), categories[0])
    reason = " ".join(dict.fromkeys(text.strip() for text in line["tax_legal_texts"] if text.strip()))
    code = next((exemptions[one] for one in line["tax_codes"] if one in exemptions), "")
    is_exempt = category not in "SZ"
    return Taxed(
        category,
        None if category == UNTAXED else rate,
        reason if is_exempt else "",
        code if is_exempt else "",
    )


def _taxes(lines: Sequence[Row], taxed: Sequence[Taxed], sign: int) -> tuple[Tax, ...]:
    """What is taxed alike, together: the highest rate first."""
    found: dict[tuple[str, Decimal | None], list[Any]] = {}
    for line, one in zip(lines, taxed, strict=True):
        of = found.setdefault((one.category, one.rate), [Decimal(0), Decimal(0), [], ""])
        of[0] += sign * line["net_amount"]
        of[1] += sign * line["tax_amount"]
        if one.reason and one.reason not in of[2]:
            of[2].append(one.reason)
        of[3] = of[3] or one.reason_code
    ordered = sorted(found.items(), key=lambda one: (-(one[0][1] or 0), one[0][0]))
    return tuple(
        Tax(
            base=base,
            amount=amount,
            category=category,
            # XRechnung wants a rate here also of what is not subject to tax.
            rate=rate if rate is not None else Decimal(0),
            reason=" ".join(reasons) or REASONS.get(category, ("", ""))[1],
            reason_code=code or REASONS.get(category, ("", ""))[0],
        )
        for (category, rate), (base, amount, reasons, code) in ordered
    )


def _totals(
    head: Row,
    sign: int,
    allowances: Sequence[Allowance],
    charges: Sequence[Allowance],
    *,
    tells_tax_currency: bool,
) -> Totals:
    """What a document comes to."""
    off, on = (sum((one.amount for one in some), Decimal(0)) for some in (allowances, charges))
    return Totals(
        lines=sign * head["net_amount"] + off - on,
        allowances=off if allowances else None,
        charges=on if charges else None,
        net=sign * head["net_amount"],
        tax=sign * head["tax_amount"],
        tax_in_tax_currency=sign * head["accounting_tax_amount"]
        if tells_tax_currency and head["accounting_tax_amount"] is not None
        else None,
        gross=sign * head["gross_amount"],
        payable=sign * head["gross_amount"],
    )


def _of_document(
    lines: Sequence[Row], taxed: Sequence[Taxed], discounts: Sequence[Row], sign: int
) -> tuple[tuple[Allowance, ...], tuple[Allowance, ...]]:
    """Discounts and surcharges of the document: one of each for what is taxed alike, summed over the lines."""
    of_line = {line["line_no"]: one for line, one in zip(lines, taxed, strict=True)}
    found: dict[tuple[int, str, Decimal | None], Decimal] = {}
    said: dict[int, Row] = {}
    for one in discounts:
        if one["is_of_document"]:
            tax = of_line[one["line_no"]]
            key = (one["position"], tax.category, tax.rate)
            found[key] = found.get(key, Decimal(0)) + sign * one["amount"]
            said[one["position"]] = one
    told = [
        (said[position], _allowance(said[position], amount, category, rate))
        for (position, category, rate), amount in found.items()
        if amount
    ]
    return (
        tuple(one for row, one in told if not row["is_surcharge"]),
        tuple(one for row, one in told if row["is_surcharge"]),
    )


def _allowance(row: Row, amount: Decimal, category: str = "", rate: Decimal | None = None) -> Allowance:
    """A discount or surcharge as it is told; an amount below zero is what a discount takes off."""
    return Allowance(
        amount=amount if row["is_surcharge"] else -amount,
        category=category,
        rate=rate,
        reason=discount_text(row["text"], row["percent"]),
    )


def discount_text(text: str, percent: Decimal | None) -> str:
    """What a discount is called, with its percentage.

    >>> discount_text("Rebate", Decimal("2.50")), discount_text("Express", None)
    ('Rebate 2.5 %', 'Express')
    """
    return text if percent is None else f"{text} {percent.normalize():f} %"


def _line(
    line: Row,
    taxed: Taxed,
    sign: int,
    digits: int,
    texts: Mapping[str, Any],
    discounts: Sequence[Row],
    days: Sequence[date],
) -> Line:
    """One line; Peppol takes no period of one that lies outside of the document's, as an advance's may."""
    day = line["transaction_date"]
    name, description = _said(line)
    own = [one for one in discounts if not one["is_of_document"]]
    borne = sum((one["amount"] for one in own), Decimal(0))
    net = sign * (
        line["net_amount"] - sum((one["amount"] for one in discounts if one["is_of_document"]), Decimal(0))
    )
    quantity, unit, price, exact = _priced(line, sign, net - sign * borne, digits)
    notes = [str(texts["billing_types"].get(line["billing_type"], ""))]
    if line["whole_quantity"] is not None or not exact:
        whole = line["whole_quantity"] or abs(line["quantity"])
        word = texts["units"].get(line["unit"], line["unit"].replace("_", " "))
        if line["whole_quantity"] is not None:
            notes.append(str(texts["share"]).format(quantity=plain(whole, line["unit"]), unit=word))
        else:
            notes.append(f"{plain(whole, line['unit'])} {word} × {plain(abs(line['unit_price']), '')}")
    attributes = [
        Attribute(name="Project", value=" ".join(filter(None, (line["project_code"], line["project_name"])))),
        Attribute(name="Task", value=line["task_name"]),
        Attribute(name="Unit", value=line["unit"] if line["unit"] not in UNITS else ""),
    ]
    return Line(
        number=str(line["line_no"]),
        note=", ".join(filter(None, notes)),
        quantity=quantity,
        unit=unit,
        net=net,
        period=Period(start=day, end=day) if min(days) <= day <= max(days) else None,
        allowances=tuple(_allowance(one, sign * one["amount"]) for one in own if not one["is_surcharge"]),
        charges=tuple(_allowance(one, sign * one["amount"]) for one in own if one["is_surcharge"]),
        price=price,
        category=taxed.category,
        rate=taxed.rate,
        name=name,
        description=description,
        attributes=tuple(one for one in attributes if one.value),
    )


def _said(line: Row) -> tuple[str, str]:
    """What a line is called, and what is said of it besides."""
    who = " · ".join(filter(None, (line["resource_name"], line["role_name"])))
    names = [who, line["category_name"], line["task_name"], line["project_name"]]
    if line["transaction_class"] != "time":
        names = [line["category_name"], line["description"], *names]
    if line["transaction_class"] == "product":
        names = [line["description"], *names]
    name = next((one.strip() for one in names if one.strip()), line["transaction_class"])
    description = " ".join(line["description"].split())
    return name, description if description != name else ""


def plain(quantity: Decimal, unit: str) -> str:
    """A quantity as a note says it, hours that are no decimals as hours and minutes.

    >>> plain(Decimal("0.833333"), "hour"), plain(Decimal("2.500000"), "hour"), plain(Decimal("1E+1"), "day")
    ('0:50', '2.5', '10')
    """
    of = minutes(quantity) if unit == "hour" else None
    return clock(of) if of is not None and of * 100 % 60 else f"{quantity.normalize():f}"


def _priced(line: Row, sign: int, net: Decimal, digits: int) -> tuple[Decimal, str, Price, bool]:
    """Quantity, unit and price whose product is the amount, and whether they are those of the books.

    Hours that are no decimals are minutes at the price of sixty. Where no such product gives the amount, as of a
    share that takes what rounding leaves, the amount is the price of the quantity.
    """
    quantity, price = sign * line["quantity"], line["unit_price"]
    unit = UNITS.get(line["unit"], ONE)
    if price < 0:
        quantity, price = -quantity, -price
    if line["billing_type"] != "chargeable" and price:
        return quantity, unit, Price(net=Decimal(0), discount=price, gross=price), True
    of = minutes(quantity) if line["unit"] == "hour" else None
    if of is not None and of * 100 % 60 and fits(Decimal(of) * price / 60, net, digits):
        return Decimal(of), "MIN", Price(net=price, base_quantity=Decimal(60), base_unit="MIN"), True
    if fits(quantity * price, net, digits):
        return quantity.normalize() + 0, unit, Price(net=price.normalize() + 0), True
    if not quantity:
        return Decimal(1 if net >= 0 else -1), ONE, Price(net=abs(net)), False
    signed = abs(quantity) if net >= 0 else -abs(quantity)
    base = abs(quantity).normalize() + 0
    return signed.normalize() + 0, unit, Price(net=abs(net), base_quantity=base, base_unit=unit), False


def fits(product: Decimal, net: Decimal, digits: int) -> bool:
    """Whether quantity times price is the amount of a line: rounded to its digits, and nearly so before."""
    return rounded(product, digits) == net and abs(product - net) <= SLACK


def _party(row: Row) -> Party:
    vat_id = re.sub(r"[ .]", "", row["vat_id"])
    has_country = bool(re.match("[A-Za-z]{2}", vat_id))
    electronic = row["electronic_address"].strip()
    legal_id = row["legal_id"].strip() or ("" if has_country else vat_id)
    return Party(
        name=row["name"].strip(),
        legal_id=Identifier(legal_id, row["legal_scheme"].strip()) if legal_id else None,
        vat_id=vat_id.upper() if has_country else "",
        electronic_address=Identifier(electronic, row["electronic_scheme"].strip()) if electronic else None,
        address=address_of(row["address"], row["country"], row["post_code"].strip(), row["city"].strip()),
    )


def _seller(row: Row) -> Party:
    party = _party(row)
    registered = [line.strip() for line in row["registration"].splitlines() if line.strip()]
    contact = Contact(
        name=row["contact_name"].strip(),
        phone=row["contact_phone"].strip(),
        email=row["contact_email"].strip(),
    )
    legal_id = party.legal_id
    if legal_id is None and not party.vat_id and registered:
        legal_id = Identifier(registered[0])
    return Party(
        name=party.name,
        legal_id=legal_id,
        vat_id=party.vat_id,
        tax_number=row["tax_number"].strip() or ("" if party.vat_id else row["vat_id"].strip()),
        legal_text=", ".join(registered),
        electronic_address=party.electronic_address,
        address=party.address,
        contact=contact if contact != Contact() else None,
    )


def _unregistered(party: Party) -> Party:
    """A party on a document that nothing is taxed on, which names nobody's VAT id: the number is that of a register."""
    legal_id = party.legal_id or (Identifier(party.vat_id) if party.vat_id else None)
    return replace(party, vat_id="", legal_id=legal_id)


def address_of(text: str, country: str, post_code: str = "", city: str = "") -> Address:
    r"""An address out of its lines: post code and town as they were told apart, else as the last line says them.

    >>> address_of("Hauptstr. 1\n10115 Berlin", "DE")
    Address(line_1='Hauptstr. 1', line_2='', line_3='', city='Berlin', post_code='10115', subdivision='', country='DE')
    >>> address_of("1 Home Street\nHometown HT1 1AA", "GB").post_code
    'HT1 1AA'
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    subdivision = ""
    if city:
        lines = [line for line in lines if not (city in line and post_code in line)]
    elif lines:
        for form in PLACES.get(country, PLACES[""]):
            if found := form.fullmatch(lines[-1]):
                parts = found.groupdict()
                city, post_code = parts["city"].strip(), parts["post_code"]
                subdivision = parts.get("subdivision") or ""
                lines = lines[:-1]
    first, second, *rest = [*lines, "", ""]
    return Address(
        line_1=first,
        line_2=second,
        line_3=", ".join(filter(None, rest)),
        city=city,
        post_code=post_code,
        subdivision=subdivision,
        country=country,
    )


def _delivery(buyer: Row, taxed: Sequence[Taxed], days: Sequence[Any]) -> Delivery | None:
    """Where it was supplied, which what is supplied within the Community must say."""
    if not any(one.category == "K" for one in taxed):
        return None
    place = address_of(buyer["address"], buyer["country"], buyer["post_code"], buyer["city"])
    return Delivery(day=max(days), address=place)


def _payment(head: Row, seller: Row) -> Payment | None:
    """How it is paid, with the number to be named."""
    account = re.sub(r"\s", "", seller["iban"])
    is_euro = head["transaction_currency"] == "EUR"
    match head["payment_means"]:
        case "direct_debit":
            return Payment(
                means="59" if is_euro else "49",
                remittance=head["number"],
                mandate=head["mandate"].strip(),
                creditor=head["creditor_id"].strip(),
                debited_account=re.sub(r"\s", "", head["debited_account"]),
            )
        case "card":
            return Payment(means="48", remittance=head["number"])
    if not account:
        return None
    to = Account(number=account, name=seller["name"].strip(), bank=re.sub(r"\s", "", seller["bic"]))
    is_iban = bool(re.match("[A-Z]{2}[0-9]{2}", account))
    return Payment(means="58" if is_euro and is_iban else "30", remittance=head["number"], accounts=(to,))


def _terms(head: Row, wanted: Format | None) -> str:
    """The terms of payment; XRechnung has a form for what may be taken off, which programs read."""
    said = str(head["terms_text"]).strip()
    percent = head["discount_percent"]
    if not percent or not _is_xrechnung(wanted):
        return said
    discount = f"#SKONTO#TAGE={head['discount_days']}#PROZENT={percent:.2f}#"
    return f"{said}\n{discount}" if said else discount


def _is_for_advance(head: Row, lines: Sequence[Row]) -> bool:
    """Whether it asks for retainers and nothing else; what a correction takes back of one is none."""
    asked = {line["transaction_class"] for line in lines}
    return asked == {"retainer"} and not head["original_number"]


def _is_xrechnung(wanted: Format | None) -> bool:
    return wanted is not None and wanted.specification.startswith(XRECHNUNG)


def _timesheet(head: Row, lines: Sequence[Row]) -> tuple[Attachment, ...]:
    """The time that is billed, day by day: who, what and how long; no price and no cost."""
    worked = [line for line in lines if line["transaction_class"] == "time"]
    if not head["carries_timesheet"] or not worked:
        return ()
    return (
        Attachment(
            reference="timesheet",
            description="Timesheet",
            content=timesheet(worked),
            mime="text/csv",
            file_name=f"timesheet-{head['number']}.csv",
        ),
    )


def timesheet(worked: Sequence[Row]) -> bytes:
    """Lines of time as CSV, day by day."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(("Date", "Project", "Task", "Who", "Role", "Text", "Quantity", "Unit", "Charged"))
    named = ("project_name", "task_name", "resource_name", "role_name", "description")
    for line in worked:
        sheet.writerow(
            [
                line["transaction_date"].isoformat(),
                *(harmless(line[name]) for name in named),
                f"{line['quantity'].normalize():f}",
                line["unit"],
                "yes" if line["billing_type"] == "chargeable" else "no",
            ]
        )
    return out.getvalue().encode()


def _receipt(row: Row) -> Attachment:
    return Attachment(
        reference=f"receipt {row['place']}",
        description="Receipt",
        content=bytes(row["content"]),
        mime=row["media_type"],
        file_name=f"receipt-{row['place']}-{row['name']}",
    )


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
