"""Print an invoice: a PDF/A-3b file whose bytes depend on the paper alone."""

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from importlib.metadata import distributions, version
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from babel import Locale

from unbilled.documents import rules
from unbilled.documents.paper import InvoicePaper, Line, Project, Task
from unbilled.foundation.refusals import Refusal

LAYOUTS = Path(__file__).with_name("layouts")
RENDERER = f"typst {version('typst')}, Inter {version('fontpkg-inter')}"
"""Programs and versions that decide the bytes, kept with each document."""

UNPRINTABLE = re.compile(r'the text `"(.*?)"` could not be displayed')
EN_DASH = "\u2013"
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

_one_at_a_time = Lock()


class GlyphMissing(Refusal):
    """A legal document shows every character or is not printed."""

    sentence = "Document {number} cannot be printed: no font has {characters} in the text {texts}."
    remedy = "Write the text with other characters, or install a font package that has them."


@cache
def compiler() -> typst.Compiler:
    """One compiler a process: it keeps the fonts and the parsed layout.

    Fonts come from installed packages alone, never from the system: those of typst itself and of
    every ``fontpkg-…`` distribution, so that installing one more makes more characters printable.
    """
    folders = sorted(
        str(found.locate_file(found.name.replace("-", "_")) / "files")
        for found in distributions()
        if found.name.startswith("fontpkg-")
    )
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    return typst.Compiler(root=str(LAYOUTS), font_paths=fonts)


@cache
def compiler_process() -> int:
    """Process that first compiled: its threads do not survive a fork, and typst would wait for them."""
    return os.getpid()


def render_pdf(paper: InvoicePaper) -> bytes:
    """Print an invoice or credit note as PDF/A-3b.

    The same paper gives the same bytes in every call and process; the file's date is the
    invoice date, not the clock's.

    Args:
        paper: What is printed.

    Returns:
        The file.

    Raises:
        PaperDoesNotAddUp: Lines or taxes do not sum to the totals.
        LocaleUnknown: The paper's locale does not exist.
        GlyphMissing: A text has a character that no packaged font shows.
    """
    paper.check_sums()
    issued = datetime(paper.invoice_date.year, paper.invoice_date.month, paper.invoice_date.day, tzinfo=UTC)
    return compiled(paper.number, "invoice.typ", printed(paper), issued)


def unprintable(texts: Sequence[str]) -> dict[str, list[str]]:
    """Find what could not be printed; asked before posting, while it can still be changed.

    Args:
        texts: Names, addresses, descriptions and whatever else people have typed.

    Returns:
        Per text that has some, the characters that no packaged font shows, each named by code and itself.
    """
    found: dict[str, list[str]] = {}
    waiting = {text: rules.breakable(text) for text in texts}
    while waiting:
        _, missing = attempted("texts.typ", list(waiting.values()), datetime(1970, 1, 1, tzinfo=UTC))
        if not missing:
            break
        at_fault = {
            text: [named(one) for one in sorted(set(missing), key=written.find) if one in written]
            for text, written in waiting.items()
        }
        found |= {text: characters for text, characters in at_fault.items() if characters}
        waiting = {text: written for text, written in waiting.items() if text not in found}
    return found


def compiled(number: str, layout: str, content: Any, issued: datetime) -> bytes:
    """Lay out content, which reaches the layout as JSON; missing glyphs become a refusal.

    Raises:
        GlyphMissing: A text has a character that no packaged font shows.
    """
    file, missing = attempted(layout, content, issued)
    if missing:
        raise glyph_missing(number, content, missing)
    return file


def attempted(layout: str, content: Any, issued: datetime) -> tuple[bytes, list[str]]:
    """Lay out content: the file, or the characters that keep it from being made."""
    if missing := invisible(content):
        return b"", missing
    if os.getpid() != compiler_process():
        raise RuntimeError("typst waits forever in a forked process: start processes by spawn instead")
    try:
        with _one_at_a_time:
            file = compiler().compile(
                input=str(LAYOUTS / layout),
                format="pdf",
                sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
                pdf_standards="a-3b",
                pdf_tags=False,
                timestamp=int(issued.timestamp()),
            )
    except typst.TypstError as error:
        missing = [
            ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), found)
            for found in UNPRINTABLE.findall(error.diagnostic)
        ]
        if not missing:
            raise
        return b"", missing
    assert isinstance(file, bytes)
    return file, []


def invisible(content: Any) -> list[str]:
    """Control characters and private ones in texts: fonts hide them or draw them as they like."""
    return sorted(
        {
            character
            for text in texts_in(content)
            for character in text
            if unicodedata.category(character) in ("Cc", "Co", "Cs") and character != "\n"
        }
    )


def glyph_missing(number: str, content: Any, characters: list[str]) -> GlyphMissing:
    """Name the characters and the texts that have them."""
    texts = [
        text.replace(rules.ZERO_WIDTH_SPACE, "")
        for text in texts_in(content)
        if any(character in text for character in characters)
    ]
    return GlyphMissing(
        number=number,
        characters=[named(character) for character in dict.fromkeys(characters)],
        texts=[repr(text) for text in dict.fromkeys(texts)],
    )


def named(characters: str) -> str:
    """Name a character by code, itself and its Unicode name, for it may be invisible."""
    return ", ".join(
        f"U+{ord(character):04X} {character if character.isprintable() else ''} "
        f"{unicodedata.name(character, '')}".strip()
        for character in characters
    )


def texts_in(content: Any) -> Iterator[str]:
    """Every text of a nested structure, in order."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from texts_in(value)
    elif isinstance(content, list):
        for value in content:
            yield from texts_in(value)


def printed(paper: InvoicePaper) -> dict[str, Any]:
    """Turn a paper into the texts that the layout places; no number leaves as a number."""
    return _Writer(paper).content()


class _Writer:
    """Writes one paper's figures and dates in its locale and the sign of its class."""

    def __init__(self, paper: InvoicePaper) -> None:
        self.paper = paper
        self.language = rules.language_of(paper.language)
        self.locale: Locale = rules.parsed_locale(paper.locale)
        self.texts = rules.TEXTS[self.language]
        self.sign = -1 if paper.document_class == "credit_note" else 1

    def money(self, amount: Decimal) -> str:
        return rules.money(self.sign * amount, self.paper.currency_digits, self.locale)

    def total(self, amount: Decimal) -> str:
        return f"{self.paper.transaction_currency}{rules.NO_BREAK_SPACE}{self.money(amount)}"

    def day(self, value: Any) -> str:
        return rules.day(value, self.locale, self.language)

    def of_class(self, key: str) -> str:
        return str(self.texts[key][self.paper.document_class])

    def content(self) -> dict[str, Any]:
        paper, seller = self.paper, self.paper.seller
        return {
            "page_size": paper.page_size,
            "language": self.language,
            "author": seller.name,
            "date": paper.invoice_date.isoformat(),
            "title": self.texts[paper.document_class],
            "number": paper.number,
            "subject": rules.breakable(paper.contract_name),
            "seller": {
                "name": rules.breakable(seller.name),
                "lines": [rules.breakable(line) for line in seller.address.splitlines()],
                "footer": self.footer(),
            },
            "buyer": self.buyer(),
            "meta": self.meta(),
            "key_figures": self.key_figures(),
            "credited": self.credited(),
            "columns": [
                self.texts[key] for key in ("date", "description", "quantity", "unit_price", "tax", "amount")
            ],
            "projects": [self.project(project) for project in paper.projects],
            "taxes": self.taxes(),
            "totals": [
                [self.texts["net_total"], self.money(paper.net_amount)],
                [self.texts["tax_total"], self.money(paper.tax_amount)],
            ],
            "due": [self.of_class("gross_total"), self.total(paper.gross_amount)],
            "accounting": self.accounting(),
            "payment": self.payment(),
            "legal_texts": [rules.breakable(text) for text in dict.fromkeys(paper.legal_texts)],
            "page": self.texts["page"],
        }

    def footer(self) -> list[list[str]]:
        seller = self.paper.seller
        vat = f"{self.texts['vat_id']} {seller.vat_id}" if seller.vat_id else ""
        bank = f"{self.texts['iban']} {rules.account_number(seller.iban)}" if seller.iban else ""
        columns = [
            [seller.name, *seller.address.splitlines()],
            [*seller.registration.splitlines(), vat],
            seller.contact.splitlines(),
            [seller.bank_name, bank, f"{self.texts['bic']} {seller.bic}" if seller.bic else ""],
        ]
        return [[rules.breakable(line) for line in column if line] for column in columns if any(column)]

    def buyer(self) -> list[str]:
        buyer = self.paper.buyer
        abroad = buyer.country if buyer.country != self.paper.seller.country else ""
        lines = [buyer.name, *buyer.address.splitlines(), rules.country_name(abroad, self.language).upper()]
        return [rules.breakable(line) for line in lines if line]

    def meta(self) -> list[list[str]]:
        paper = self.paper
        rows = [
            (self.of_class("number"), paper.number),
            (self.of_class("invoice_date"), self.day(paper.invoice_date)),
            (self.texts["due_date"], self.due_date()),
            (self.texts["supply"], self.supply()),
            (self.texts["contract"], paper.contract_number),
            (self.texts["buyer_reference"], paper.buyer.reference),
            (self.texts["buyer_vat_id"], paper.buyer.vat_id),
            (self.texts["account"], paper.buyer.account),
            (self.texts["proforma"], paper.proforma_number),
        ]
        return [[label, rules.breakable(value, 16)] for label, value in rows if value]

    def due_date(self) -> str:
        is_owed = self.paper.document_class == "invoice" and self.paper.due_date
        return self.day(self.paper.due_date) if is_owed else ""

    def supply(self) -> str:
        return rules.period(self.paper.supply_from, self.paper.supply_until, self.locale, self.language)

    def key_figures(self) -> list[list[str]]:
        figures = [
            [self.of_class("gross_total"), self.total(self.paper.gross_amount)],
            [self.texts["due_date"], self.due_date()],
            [self.texts["supply"], self.supply()],
        ]
        return [[label, value] for label, value in figures if value]

    def credited(self) -> list[str]:
        credited = self.paper.credited
        if credited is None:
            return []
        original = self.texts["credits"].format(number=credited.number, date=self.day(credited.invoice_date))
        reason = f"{self.texts['reason']}: {credited.reason}" if credited.reason else ""
        return [rules.breakable(text) for text in (original, reason) if text]

    def project(self, project: Project) -> dict[str, Any]:
        """A heading where it tells something, a subtotal where it is not the total above or below."""
        is_one_of_several = len(self.paper.projects) > 1
        heading = " ".join(part for part in (project.code, project.name) if part)
        return {
            "code": rules.breakable(project.code),
            "name": rules.breakable(project.name)
            or (self.texts["other_project"] if is_one_of_several and not heading else ""),
            "subtotal": [
                rules.breakable(f"{self.texts['subtotal']} {heading}".strip()),
                self.money(project.net_amount),
            ]
            if is_one_of_several
            else [],
            "tasks": [self.task(task, project) for task in project.tasks],
        }

    def task(self, task: Task, project: Project) -> dict[str, Any]:
        is_one_of_several = len(project.tasks) > 1
        name = task.name or (self.texts["other_task"] if is_one_of_several else "")
        units = {line.unit for line in task.lines}
        hours = sum((line.quantity for line in task.lines), Decimal(0))
        return {
            "name": rules.breakable(name),
            "subtotal": [
                rules.breakable(name),
                rules.quantity(self.sign * hours, self.locale) if len(units) == 1 else "",
                rules.breakable(rules.unit(units.pop(), self.language), 8) if len(units) == 1 else "",
                self.money(task.net_amount),
            ]
            if is_one_of_several
            else [],
            "lines": [self.line(line) for line in task.lines],
        }

    def line(self, line: Line) -> dict[str, Any]:
        digits = self.paper.currency_digits
        return {
            "date": self.day(line.transaction_date),
            "description": rules.breakable(line.description),
            "mark": self.mark(line),
            "quantity": rules.quantity(self.sign * line.quantity, self.locale),
            "unit": rules.breakable(rules.unit(line.unit, self.language), 8),
            "unit_price": rules.number(line.unit_price, self.locale, digits, max(digits, 6)),
            "tax": " + ".join(rules.percent(rate, self.locale) for rate in line.tax_percents) or EN_DASH,
            "amount": self.money(line.net_amount),
        }

    def mark(self, line: Line) -> str:
        """What is said beside the text: that nothing is charged, or of what it is a share."""
        if line.whole_quantity is None:
            return str(self.texts["billing_types"].get(line.billing_type, ""))
        whole, unit = rules.quantity(line.whole_quantity, self.locale), rules.unit(line.unit, self.language)
        return str(self.texts["share"].format(quantity=whole, unit=unit))

    def taxes(self) -> dict[str, Any]:
        """The tax summary; each amount once more below in the accounting currency when that is another."""
        booked = self.paper.accounting

        def both(amount: Decimal, accounting_amount: Decimal) -> list[str]:
            if booked is None:
                return [self.money(amount)]
            converted = rules.money(self.sign * accounting_amount, booked.currency_digits, self.locale)
            return [self.money(amount), f"{booked.currency}{rules.NO_BREAK_SPACE}{converted}"]

        return {
            "columns": [self.texts[key] for key in ("tax_summary", "rate", "base", "tax")],
            "rows": [
                {
                    "code": rules.breakable(tax.code, 12),
                    "name": rules.breakable(tax.name, 16) if tax.name != tax.code else "",
                    "rate": rules.percent(tax.rate_percent, self.locale),
                    "base": both(tax.base_amount, tax.accounting_base_amount),
                    "tax": both(tax.tax_amount, tax.accounting_tax_amount),
                }
                for tax in self.paper.taxes
            ],
        }

    def accounting(self) -> dict[str, Any] | None:
        booked = self.paper.accounting
        if booked is None:
            return None
        amounts = (("net_total", booked.net_amount), ("tax_total", booked.tax_amount))
        rows = [(self.texts[key], amount) for key, amount in amounts]
        rows.append((self.of_class("gross_total"), booked.gross_amount))
        return {
            "heading": self.texts["in_accounting_currency"].format(
                currency=booked.currency,
                foreign=self.paper.transaction_currency,
                rate=rules.number(booked.exchange_rate, self.locale, 4, 12),
            ),
            "rows": [
                [label, rules.money(self.sign * amount, booked.currency_digits, self.locale)]
                for label, amount in rows
            ],
        }

    def payment(self) -> dict[str, Any]:
        paper, seller = self.paper, self.paper.seller
        if paper.document_class == "credit_note":
            return {"sentences": [self.texts["credit"]], "account": []}
        if not paper.gross_amount:
            return {"sentences": [self.texts["nothing_due"]], "account": []}
        pay_by = self.texts["pay_by"].format(amount=self.total(paper.gross_amount), date=self.due_date())
        account = [
            (self.texts["bank"], seller.bank_name),
            (self.texts["iban"], rules.account_number(seller.iban)),
            (self.texts["bic"], seller.bic),
            (self.texts["payment_reference"], paper.number),
        ]
        return {
            "heading": self.texts["payment"],
            "sentences": [pay_by if paper.due_date else "", rules.breakable(paper.terms)],
            "account": [[label, rules.breakable(value, 30)] for label, value in account if value],
        }
