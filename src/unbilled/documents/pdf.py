"""Print an invoice: a PDF/A-3b file whose bytes depend on the paper alone."""

import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import typst
from babel import Locale

from unbilled.documents import rules
from unbilled.documents.binding import Leaves, begins, bound, tells_lines
from unbilled.documents.confined import Ended, confined
from unbilled.documents.emoji_names import emoji_in, is_emoji, with_names
from unbilled.documents.paper import (
    Buyer,
    Discount,
    InvoicePaper,
    Layout,
    Line,
    Logo,
    Project,
    Seller,
    Task,
    Worked,
    hours_of,
    quantity_of,
)
from unbilled.documents.pictures import payment_code, picture
from unbilled.foundation.refusals import Refusal

T = TypeVar("T")
LAYOUT_FILES = Path(__file__).with_name("layouts")
EAST_ASIAN_FONTS = "manimgx-fonts-cjk"
"""The package of fonts of ``unbilled[cjk]``."""
INSTALLED = {one.name: one for one in distributions() if one.name}
RENDERER = ", ".join(
    f"{name} {INSTALLED[package].version}"
    for name, package in {
        "typst": "typst",
        "Inter": "fontpkg-inter",
        "Source Serif": "fontpkg-source-serif-4",
        "Noto Sans CJK": EAST_ASIAN_FONTS,
        "pikepdf": "pikepdf",
        "segno": "segno",
        "emoji": "emoji",
    }.items()
    if package in INSTALLED
)
"""Programs and versions that decide the bytes, kept with each document."""

UNPRINTABLE = re.compile(r'the text `"(.*?)"` could not be displayed')
FIGURE = re.compile(r"\d")
ADVANCE_DAY = re.compile(r"(\d{4}-\d\d-\d\d)\)$")
"""What the text of a deduction ends with: number and day of the invoice of the advance."""
EN_DASH = "\u2013"
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

PART_LINES = 1000
"""Lines that are laid out together at most: a line takes typst 100 KB, a part so many at a time."""
DRAWN_LINES = 250
"""Lines that a preview draws at most."""
PIXELS_PER_INCH = 110
"""How fine a preview is: an A4 page is some 900 pixels wide."""
PICTURES = ("logo", "code")
"""What is drawn of the content, and not written."""
LINE_LETTERS = 200
"""Characters of text that take as much as one line more."""
REMEMBERED = 10
"""Files after which typst forgets what it has kept of an earlier one, to make the next sooner."""

OWN_LAYOUT_SECONDS = 20
"""Time of a processor that a layout of the company's own may take."""
OWN_LAYOUT_LINES = 50
"""Lines for which it may take a second more."""

_one_at_a_time = Lock()


class GlyphMissing(Refusal):
    """A legal document shows every character or is not printed."""

    sentence = "Document {number} cannot be printed: no font has {characters} in the text {texts}."
    remedy = "Write the text with other characters, or {way}."


class LayoutBroken(Refusal):
    """A layout of the company's own with which nothing can be printed."""

    sentence = "The layout {name} cannot be used: {message}{place}."
    remedy = "Correct its text there and change it again."


FOREIGN = re.compile(r"\b(?:import|include|eval|plugin)\b")
"""What reaches beyond a layout, also over the network: in none but the allowed line, not even in a comment."""
OURS = re.compile(r'^#import "base\.typ": .*$', re.MULTILINE)
LONGEST_LAYOUT = 100_000
EAST_ASIAN = re.compile(r"\b(?:CJK|HIRAGANA|KATAKANA|HANGUL|BOPOMOFO|IDEOGRAPHIC)\b")
"""In names of characters."""
HAN = {"JP": "JP", "KR": "KR", "TW": "TC", "HK": "HK", "MO": "HK"}
"""How Chinese characters are written in a country, as fonts call it; elsewhere as in China."""
DIAGNOSED = re.compile(r"error: (?P<message>[^\n]*)")
WHERE = re.compile(r"__typst_py_bytes__\.typ:(?P<line>\d+)")


@cache
def compiler() -> typst.Compiler:
    """One compiler a process: it keeps the fonts and the parsed layout.

    Fonts come from installed packages alone, never from the system, so that installing one more makes more
    characters printable.
    """
    fonts = typst.Fonts(include_system_fonts=False, font_paths=font_folders())
    return typst.Compiler(root=str(LAYOUT_FILES), font_paths=fonts)


def font_folders() -> list[str]:
    """Where the fonts of installed packages are: of every ``fontpkg-…`` distribution, and of ``unbilled[cjk]``."""
    return sorted(
        str(found.locate_file(name.replace("-", "_")) / ("files" if name.startswith("fontpkg-") else ""))
        for name, found in INSTALLED.items()
        if name.startswith("fontpkg-") or name == EAST_ASIAN_FONTS
    )


@cache
def compiler_process() -> int:
    """Process that first compiled: its threads do not survive a fork, and typst would wait for them."""
    return os.getpid()


def render_pdf(paper: InvoicePaper, *, falls_back: bool = True, part_lines: int | None = None) -> bytes:
    """Print an invoice or credit note as PDF/A-3b.

    The same paper gives the same bytes in every call and process; the file's date is the
    invoice date, not the clock's.

    Args:
        paper: What is printed.
        falls_back: What the company's own layout cannot show is printed with the first of those that everybody has:
            it is posted, and its layout can no longer be changed.
        part_lines: Lines that are laid out together; ``PART_LINES`` without.

    Returns:
        The file.

    Raises:
        PaperDoesNotAddUp: Lines or taxes do not sum to the totals.
        LocaleUnknown: The paper's locale does not exist.
        GlyphMissing: A text has a character that no packaged font shows.
        LayoutBroken: The company's own layout cannot show it, and nothing else is asked for.
    """
    paper.check_sums()
    paper = in_words(paper)
    lines = part_lines or PART_LINES
    if paper.own_layout is None:
        return printed(paper, lines)
    try:
        return apart(paper, paper.own_layout, printed, lines)
    except LayoutBroken:
        if not falls_back:
            raise
        return printed(replace(paper, own_layout=None), lines)


def apart(paper: InvoicePaper, layout: Layout, made: Callable[..., T], *more: Any) -> T:
    """Make something of a paper with a layout of the company's own, in a process that is ended when it takes too much.

    Raises:
        LayoutBroken: It was.
    """
    seconds = OWN_LAYOUT_SECONDS + paper.line_count // OWN_LAYOUT_LINES
    try:
        return confined(made, paper, *more, seconds=seconds)
    except Ended as ended:
        raise LayoutBroken(name=layout.name, message=str(ended), place="") from None


def printed(paper: InvoicePaper, part_lines: int) -> bytes:
    """Print a paper, in parts where it is long."""
    issued = datetime(paper.invoice_date.year, paper.invoice_date.month, paper.invoice_date.day, tzinfo=UTC)
    writer = _Writer(paper)
    texts: list[Line | Worked] = [*writer.lines, *paper.timesheet]
    if end_of_part(texts, 0, part_lines) == len(texts):
        return compiled(paper.number, writer.layout, writer.content(), issued)
    return in_parts(writer, issued, part_lines)


def page_images(paper: InvoicePaper) -> list[bytes]:
    """Draw an invoice that is not issued yet, page by page, as it would be printed and marked as a draft.

    Args:
        paper: What would be printed; of a long one only the first part is drawn.

    Returns:
        A PNG image per page.

    Raises:
        PaperDoesNotAddUp, LocaleUnknown, GlyphMissing, LayoutBroken: See ``render_pdf``.

    Source:
        docs/rules/documents.md#previewing.
    """
    paper.check_sums()
    paper = in_words(paper)
    return apart(paper, paper.own_layout, images) if paper.own_layout else images(paper)


def images(paper: InvoicePaper) -> list[bytes]:
    """Draw a paper as a draft, page by page."""
    writer = _Writer(paper, is_draft=True)
    count = len(writer.lines)
    until = end_of_part(writer.lines, 0, DRAWN_LINES)
    part = WHOLE
    if until < count or end_of_part(paper.timesheet, 0, DRAWN_LINES) < len(paper.timesheet):
        widest = writer.widest()
        part = Part(0, until, count, letters=writer.letters(widest), widest=widest)
    content = writer.content(part)
    pages, missing = drawn(content, writer.layout)
    if missing:
        raise glyph_missing(paper.number, content, missing)
    # A part begins with a page of letters, which is thrown away.
    return pages[1:] if part.letters else pages


def drawn(content: Any, layout: str | Layout) -> tuple[list[bytes], list[str]]:
    """Draw content: an image a page, or the characters that keep them from being made."""
    if missing := invisible(content):
        return [], missing
    try:
        with _one_at_a_time:
            found = compiler().compile(
                input=source(layout),
                format="png",
                ppi=PIXELS_PER_INCH,
                sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
            )
    except typst.TypstError as error:
        return [], missing_glyphs(error, layout)
    assert found is not None
    return (found if isinstance(found, list) else [found]), []


def in_parts(writer: "_Writer", issued: datetime, part_lines: int) -> bytes:
    """Print a long paper part by part, in memory that does not grow with it, and bind the parts.

    A part is laid out with lines to spare. Its leaves are kept up to the last page that a line begins, and
    with that line the next part begins, so that the pages are those that one layout would give. Where each
    page begins in the midst of a text, the part ends with its last line, and that page is shorter.

    Raises:
        GlyphMissing: A text has a character that no packaged font shows.
        LayoutBroken: A layout of the company's own does not say where lines stand.
    """
    number = writer.paper.number
    widest = writer.widest()
    letters = writer.letters(widest)
    parts: list[Leaves] = []
    page_count = 0
    for is_annex, lines in ((False, writer.lines), (True, writer.paper.timesheet)):
        start = 0
        while start < len(lines):
            until = end_of_part(lines, start, part_lines)
            # The first page holds the letters alone.
            part = Part(start, until, len(lines), page_count - 1, letters, widest, is_annex=is_annex)
            file = compiled(number, writer.layout, writer.content(part), issued)
            forget()
            if isinstance(writer.layout, Layout) and not tells_lines(file):
                raise LayoutBroken(name=writer.layout.name, message="it does not end with #sheet", place="")
            start, end = (begins(file, start) if until < len(lines) else None) or (until, None)
            parts.append(Leaves(file, 1, end))
            page_count += parts[-1].page_count
    numbers = compiled(number, writer.layout, writer.content(Part.of_numbers(page_count)), issued)
    forget()
    return bound(parts, numbers)


def end_of_part(lines: Sequence[Line | Worked], start: int, most: int) -> int:
    """The line before which a part ends that holds so many, fewer when their texts are long."""
    place = start
    while place < len(lines) and most > 0:
        most -= 1 + len(lines[place].description) // LINE_LETTERS
        place += 1
    return place


def forget() -> None:
    """Have typst let go of what it keeps of earlier files: each empty one ages that by one."""
    with _one_at_a_time:
        for _ in range(REMEMBERED + 1):
            compiler().compile(input=b"", format="svg", sys_inputs={})


def in_words(paper: InvoicePaper) -> InvoicePaper:
    """The paper with the names of emoji that no font has, in its language.

    Whether a company wants them named is asked before posting (``unprintable``): what is posted is printed.

    Source:
        docs/rules/documents.md#printable.
    """
    language = rules.language_of(paper.language)

    def said(value: Any) -> Any:
        if isinstance(value, str):
            return with_names(value, language, lacking) if is_emoji(value) else value
        if isinstance(value, tuple):
            return tuple(map(said, value))
        if is_dataclass(value) and not isinstance(value, type | Logo | Layout):
            told = {one.name: getattr(value, one.name) for one in fields(value)}
            changed = {
                name: new for name, old in told.items() if (new := said(old)) is not old and new != old
            }
            return replace(value, **changed) if changed else value
        return value

    return said(paper)  # type: ignore[no-any-return]


_shown: dict[str, bool] = {}
"""Emoji of which it is known whether a font has them."""


def lacking(emoji: Sequence[str]) -> set[str]:
    """Which of some emoji no font has; each is asked by itself, for one that is missing takes its neighbors along."""
    for one in set(emoji) - _shown.keys():
        _, missing = attempted("texts", [one], datetime(1970, 1, 1, tzinfo=UTC))
        _shown[one] = not missing
    return {one for one in emoji if not _shown[one]}


def way_out(characters: Iterable[str]) -> str:
    """What else can be done about characters that no font has than writing others; each as ``named`` names it."""
    told = list(characters)
    ways = {
        "have the company print the names of emoji (names_emoji)": any(map(emoji_in, told)),
        "install the fonts for Chinese, Japanese and Korean (unbilled[cjk])": any(
            map(EAST_ASIAN.search, told)
        ),
    }
    return ", or ".join(way for way, helps in ways.items() if helps) or "install a font package that has them"


def unprintable(texts: Sequence[str], *, names_emoji: bool = False) -> dict[str, list[str]]:
    """Find what could not be printed; asked before posting, while it can still be changed.

    Args:
        texts: Names, addresses, descriptions and whatever else people have typed.
        names_emoji: Emoji that no font has may be said by their names; otherwise they cannot be printed.

    Returns:
        Per text that has some, the characters that no packaged font shows, each named by code and itself.
    """
    found: dict[str, list[str]] = {}
    waiting = {
        text: rules.breakable(with_names(text, "en", lacking) if names_emoji else text) for text in texts
    }
    while waiting:
        _, missing = attempted("texts", list(waiting.values()), datetime(1970, 1, 1, tzinfo=UTC))
        if not missing:
            break
        at_fault = {
            text: [named(one) for one in sorted(set(missing), key=written.find) if one in written]
            for text, written in waiting.items()
        }
        found |= {text: characters for text, characters in at_fault.items() if characters}
        waiting = {text: written for text, written in waiting.items() if text not in found}
    return found


def source(layout: str | Layout) -> Any:
    """What typst is given: the file of a layout that everybody has, or the text of a company's own.

    Raises:
        LayoutBroken: It is too long, or reaches for something else than ``base.typ``.
    """
    if isinstance(layout, str):
        return str(LAYOUT_FILES / f"{layout}.typ")
    if len(layout.text) > LONGEST_LAYOUT:
        longest = f"it has more than {LONGEST_LAYOUT:,} characters"
        raise LayoutBroken(name=layout.name, message=longest, place="")
    if found := FOREIGN.search(OURS.sub(lambda line: " " * len(line.group()), layout.text)):
        line = layout.text.count("\n", 0, found.start()) + 1
        message = f'it says {found.group()}, and may only say #import "base.typ": *'
        raise LayoutBroken(name=layout.name, message=message, place=f", line {line}")
    return layout.text.encode()


def compiled(number: str, layout: str | Layout, content: Any, issued: datetime) -> bytes:
    """Lay out content, which reaches the layout as JSON; missing glyphs become a refusal.

    Raises:
        GlyphMissing: A text has a character that no packaged font shows.
    """
    file, missing = attempted(layout, content, issued)
    if missing:
        raise glyph_missing(number, content, missing)
    return file


def attempted(layout: str | Layout, content: Any, issued: datetime) -> tuple[bytes, list[str]]:
    """Lay out content: the file, or the characters that keep it from being made."""
    if missing := invisible(content):
        return b"", missing
    if os.getpid() != compiler_process():
        raise RuntimeError("typst waits forever in a forked process: start processes by spawn instead")
    try:
        with _one_at_a_time:
            file = compiler().compile(
                input=source(layout),
                format="pdf",
                sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
                pdf_standards="a-3b",
                pdf_tags=False,
                timestamp=int(issued.timestamp()),
            )
    except typst.TypstError as error:
        return b"", missing_glyphs(error, layout)
    assert isinstance(file, bytes)
    return file, []


def missing_glyphs(error: typst.TypstError, layout: str | Layout) -> list[str]:
    """The characters that kept a file from being made; what else is wrong with a company's own layout is refused.

    Raises:
        LayoutBroken: The layout is at fault.
    """
    missing = [
        ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), found)
        for found in UNPRINTABLE.findall(error.diagnostic)
    ]
    if not missing and isinstance(layout, Layout):
        said, where = DIAGNOSED.search(error.diagnostic), WHERE.search(error.diagnostic)
        raise LayoutBroken(
            name=layout.name,
            message=(said["message"] if said else str(error)).split(" (searched", 1)[0],
            place=f", line {where['line']}" if where else "",
        )
    if not missing:
        raise error
    return missing


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
    told = [named(character) for character in dict.fromkeys(characters)]
    return GlyphMissing(
        number=number, characters=told, texts=[repr(text) for text in dict.fromkeys(texts)], way=way_out(told)
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
        for key, value in content.items():
            if key not in PICTURES:
                yield from texts_in(value)
    elif isinstance(content, list):
        for value in content:
            yield from texts_in(value)


def shapes(texts: Iterable[str]) -> list[str]:
    """Texts that differ in more than their figures, which are equally wide.

    >>> shapes(["12.50", "7.00", "98.25"])
    ['0.00', '00.00']
    """
    return sorted({FIGURE.sub("0", text) for text in texts})


@dataclass(frozen=True)
class Part:
    """Which lines of a paper are laid out together."""

    start: int = 0
    until: int = sys.maxsize
    """The line after the last one."""
    of: int = 0
    """Lines of the whole paper."""
    pages_before: int = 0
    letters: str = ""
    """The characters of the whole paper; empty when this is the whole."""
    widest: dict[str, list[str]] | None = None
    """What is widest in each column of the whole paper; None when this is the whole."""
    numbers_of: int = 0
    """Pages of which nothing but their numbers is printed; 0: lines are printed."""
    is_annex: bool = False
    """The lines are those of the timesheet."""

    @classmethod
    def of_numbers(cls, page_count: int) -> "Part":
        """No lines: the numbers of all pages."""
        return cls(until=0, of=1, numbers_of=page_count)

    def content(self) -> dict[str, Any]:
        """What the layout is told."""
        is_whole = self.until - self.start >= self.of and not self.letters
        return {
            "is_whole": is_whole,
            "start": self.start,
            "lines": not self.is_annex,
            "opens": self.start == 0,
            "closes": self.until >= self.of,
            "annex_opens": self.start == 0,
            "annex_closes": self.until >= self.of,
            "pages_before": self.pages_before,
            "letters": self.letters,
            "widest": self.widest,
            "numbers_of": self.numbers_of,
        }


WHOLE = Part()


def sheet_of(seller: Seller, buyer: Buyer, language: str) -> dict[str, Any]:
    """What every sheet of a company to a customer says and needs around what it is about."""
    texts = rules.TEXTS[language]
    vat = f"{texts['vat_id']} {seller.vat_id}" if seller.vat_id else ""
    tax_number = seller.tax_number if seller.tax_number not in seller.registration else ""
    tax = f"{texts['tax_number']} {tax_number}" if tax_number else ""
    bank = f"{texts['iban']} {rules.account_number(seller.iban)}" if seller.iban else ""
    columns = [
        [seller.name, *seller.address.splitlines()],
        [*seller.registration.splitlines(), tax, vat],
        seller.contact.splitlines(),
        [seller.bank_name, bank, f"{texts['bic']} {seller.bic}" if seller.bic else ""],
    ]
    abroad = buyer.country if buyer.country != seller.country else ""
    addressed = [buyer.name, *buyer.address.splitlines(), rules.country_name(abroad, language).upper()]
    return {
        "language": language,
        "han": next((HAN[of] for of in (buyer.country, seller.country) if of in HAN), "SC"),
        "author": seller.name,
        "logo": picture(seller.logo) if seller.logo else None,
        "seller": {
            "name": rules.breakable(seller.name),
            "lines": [rules.breakable(line) for line in seller.address.splitlines()],
            "footer": [[rules.breakable(line) for line in one if line] for one in columns if any(one)],
        },
        "buyer": [rules.breakable(line) for line in addressed if line],
        "page": texts["page"],
    }


class _Writer:
    """Writes one paper's figures and dates in its locale and the sign of its class."""

    def __init__(self, paper: InvoicePaper, *, is_draft: bool = False) -> None:
        self.paper = paper
        self.is_draft = is_draft
        self.lines = [line for project in paper.projects for task in project.tasks for line in task.lines]
        self.language = rules.language_of(paper.language)
        self.locale: Locale = rules.parsed_locale(paper.locale)
        self.texts = rules.TEXTS[self.language]
        self.sign = -1 if paper.document_class == "credit_note" else 1
        self.layout = paper.own_layout or paper.layout

    def money(self, amount: Decimal) -> str:
        return rules.money(self.sign * amount, self.paper.currency_digits, self.locale)

    def total(self, amount: Decimal) -> str:
        currency, digits = self.paper.transaction_currency, self.paper.currency_digits
        return rules.priced(self.sign * amount, currency, digits, self.locale)

    def day(self, value: Any) -> str:
        return rules.day(value, self.locale, self.language) if value else ""

    def of_class(self, key: str) -> str:
        return str(self.texts[key][self.paper.document_class])

    def content(self, part: Part = WHOLE) -> dict[str, Any]:
        """The texts that the layout places; no figure leaves as a number."""
        paper, seller = self.paper, self.paper.seller
        return {
            **sheet_of(seller, paper.buyer, self.language),
            "part": part.content() | {"annex": self.has_annex(part)},
            "page_size": paper.page_size,
            "date": paper.invoice_date.isoformat(),
            "title": self.texts["advance_invoice" if paper.is_advance else paper.document_class],
            "number": paper.number,
            "stamp": self.texts["draft"] if self.is_draft else "",
            "subject": rules.breakable(paper.contract_name),
            "meta": self.meta(),
            "key_figures": self.key_figures(),
            "credited": self.credited(),
            "columns": self.columns(),
            "projects": self.projects(part),
            "taxes": self.taxes(),
            "advances": self.balances(),
            "totals": self.totals(),
            "due": [self.of_class("gross_total"), self.total(paper.gross_amount)],
            "accounting": self.accounting(),
            "payment": self.payment(),
            "legal_texts": [rules.breakable(text) for text in dict.fromkeys(paper.legal_texts)],
            "timesheet": self.timesheet(part) if self.has_annex(part) else None,
        }

    def columns(self) -> list[str]:
        """What stands above the columns; nothing above what no line has, such as days and prices in a mere summary."""
        kept = {
            "date": any(line.transaction_date is not None for line in self.lines),
            "quantity": any(line.quantity is not None for line in self.lines),
            "unit_price": any(line.unit_price is not None for line in self.lines),
        }
        return [
            self.texts[key] if kept.get(key, True) else ""
            for key in ("date", "description", "quantity", "unit_price", "tax", "amount")
        ]

    def has_annex(self, part: Part) -> bool:
        """Whether the timesheet is laid out here: behind all lines, or as a part of its own."""
        return bool(self.paper.timesheet) and (part == WHOLE or part.is_annex)

    def timesheet(self, part: Part) -> dict[str, Any]:
        """Who worked what on which day, and the hours in all."""
        worked = self.paper.timesheet
        total = hours_of([one.quantity for one in worked])
        return {
            "title": self.texts["timesheet"],
            "columns": [self.texts[key] for key in ("date", "person", "task", "description", "hours")],
            "rows": [
                [
                    self.day(one.day),
                    rules.breakable(one.person, 16),
                    rules.breakable(one.task, 18),
                    rules.breakable(one.description),
                    rules.hours(self.sign * one.quantity, self.locale),
                ]
                for one in worked[part.start : part.until]
            ],
            "total": [self.texts["hours_total"], rules.hours(self.sign * total, self.locale)],
        }

    def totals(self) -> list[list[str]]:
        """What comes before the amount due; advances that are deducted are told apart."""
        paper = self.paper
        deducted = [project.net_amount for project in paper.projects if project.is_deduction]
        apart = sum(deducted, Decimal(0))
        rows = [("services", paper.net_amount - apart), ("advances", apart)] if deducted else []
        rows += [("net_total", paper.net_amount), ("tax_total", paper.tax_amount)]
        return [[self.texts[key], self.money(amount)] for key, amount in rows]

    def balances(self) -> dict[str, Any] | None:
        """What is left of the advances that are deducted, or have expired; of prepaid hours in hours too."""
        told = self.paper.balances
        if not told:
            return None
        parts = ["opening", "used", *(["expired"] if any(one.expired for one in told) else []), "closing"]
        rows = []
        for one in told:
            amounts = [self.plain_money(getattr(one, part)) for part in parts]
            rows.append([rules.breakable(one.name, 16), *amounts])
            if one.hours is not None:
                hours = [rules.hours(getattr(one.hours, part), self.locale) for part in parts]
                rows.append([self.texts["hours"], *hours])
        return {"columns": [self.texts[key] for key in ("balance", *parts)], "rows": rows}

    def plain_money(self, amount: Decimal) -> str:
        """An amount in the sign that it is given."""
        return rules.money(amount, self.paper.currency_digits, self.locale)

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

    def letters(self, widest: dict[str, list[str]]) -> str:
        """Every character of the paper, apart; marks once more where fonts have others of them."""
        characters = set("0123456789")
        for texts in (
            texts_in([self.content(Part.of_numbers(1)), widest, self.texts["subtotal"]]),
            (text for project in self.paper.projects for text in (project.code, project.name)),
            (task.name for project in self.paper.projects for task in project.tasks),
            (text for line in self.lines for text in (self.advance(line), self.mark(line))),
            (text for one in self.paper.timesheet for text in (one.person, one.task, one.description)),
            (self.texts[key] for key in ("timesheet", "person", "task", "hours", "hours_total")),
            (self.texts[key] for key in ("advances", "discounts")),
        ):
            characters.update(*texts)
        printed = sorted(character for character in characters if character.isprintable())
        marks = [character for character in printed if not character.isalnum()]
        return " ".join(printed + [f"A{mark}A 0{mark}0 a{mark}a" for mark in marks])

    def widest(self) -> dict[str, list[str]]:
        """What the columns must have room for: texts with figures by their shape, as all are equally wide."""
        lines, tasks = self.lines, [task for project in self.paper.projects for task in project.tasks]
        return {
            "dates": shapes(self.day(day) for day in {line.transaction_date for line in lines}),
            "quantities": shapes(
                self.quantity(*figure) for figure in {(line.quantity, line.unit) for line in lines}
            ),
            "quantity_sums": shapes(self.quantity_sum(task) for task in tasks),
            "units": shapes(self.unit(unit) for unit in {line.unit for line in lines}),
            "unit_prices": shapes(self.unit_price(figure) for figure in {line.unit_price for line in lines}),
            "taxes": shapes(self.rates(rates) for rates in {line.tax_percents for line in lines}),
            "amounts": shapes(self.money(amount) for amount in {line.net_amount for line in lines}),
            "task_sums": shapes(self.money(task.net_amount) for task in tasks),
            "project_sums": shapes(self.money(project.net_amount) for project in self.paper.projects),
        }

    def projects(self, part: Part) -> list[dict[str, Any]]:
        """The projects of a part's lines; what goes on from the part before has its headings again."""
        written: list[dict[str, Any]] = []
        place = 0
        for project in self.paper.projects:
            tasks: list[dict[str, Any]] = []
            for task in project.tasks:
                lines = task.lines[max(part.start - place, 0) : max(part.until - place, 0)]
                place += len(task.lines)
                if lines:
                    tasks.append(self.task(task, project, lines, ends=place <= part.until))
            if tasks:
                written.append(self.project(project, tasks, ends=place <= part.until))
        return written

    def project(self, project: Project, tasks: list[dict[str, Any]], *, ends: bool) -> dict[str, Any]:
        """A heading where it tells something, a subtotal where it is not the total above or below."""
        is_told = len(self.paper.projects) > 1 and not project.is_summary
        if project.is_deduction:
            project = replace(project, name=self.texts["advances"])
        if project.is_discount:
            project = replace(project, name=self.texts["discounts"])
        heading = " ".join(part for part in (project.code, project.name) if part)
        return {
            "code": rules.breakable(project.code),
            "name": rules.breakable(project.name)
            or (self.texts["other_project"] if is_told and not heading else ""),
            "subtotal": [
                rules.breakable(f"{self.texts['subtotal']} {heading}".strip()),
                self.money(project.net_amount),
            ]
            if is_told and ends and not (project.is_deduction or project.is_discount)
            else [],
            "tasks": tasks,
        }

    def task(self, task: Task, project: Project, lines: Sequence[Line], *, ends: bool) -> dict[str, Any]:
        is_one_of_several = len(project.tasks) > 1
        name = task.name or (self.texts["other_task"] if is_one_of_several else "")
        return {
            "name": rules.breakable(name),
            "subtotal": self.task_sum(task, name) if is_one_of_several and ends else [],
            "lines": [
                self.line(line, self.advance(line) if project.is_deduction else self.description(line))
                for line in lines
            ],
        }

    def task_sum(self, task: Task, name: str) -> list[str]:
        """What a task comes to; its quantity where all lines have one unit."""
        units = {line.unit for line in task.lines}
        unit = self.unit(units.pop()) if len(units) == 1 else ""
        return [rules.breakable(name), self.quantity_sum(task), unit, self.money(task.net_amount)]

    def quantity_sum(self, task: Task) -> str:
        """The quantity of a task where all lines have one unit."""
        units = {line.unit for line in task.lines}
        return self.quantity(quantity_of(task.lines), units.pop()) if len(units) == 1 else ""

    def line(self, line: Line, text: str) -> dict[str, Any]:
        return {
            "date": self.day(line.transaction_date),
            "description": rules.breakable(text),
            "mark": self.mark(line),
            "quantity": self.quantity(line.quantity, line.unit),
            "unit": self.unit(line.unit),
            "unit_price": self.unit_price(line.unit_price),
            "tax": self.rates(line.tax_percents),
            "amount": self.money(line.net_amount),
        }

    def quantity(self, value: Decimal | None, unit: str) -> str:
        if value is None:
            return ""
        written = rules.hours if unit == "hour" else rules.quantity
        return written(self.sign * value, self.locale)

    def unit(self, word: str) -> str:
        return rules.breakable(rules.unit(word, self.language), 8)

    def unit_price(self, price: Decimal | None) -> str:
        if price is None:
            return ""
        digits = self.paper.currency_digits
        return rules.number(price, self.locale, digits, max(digits, 6))

    def rates(self, percents: tuple[Decimal, ...]) -> str:
        return " + ".join(rules.percent(rate, self.locale) for rate in percents) or EN_DASH

    def description(self, line: Line) -> str:
        """What a line is for; one of the discounts of the document is called what that is."""
        return line.description or ", ".join(map(self.discount, line.discounts))

    def advance(self, line: Line) -> str:
        """Which advance a line deducts; the day of its invoice is written as the paper writes days."""
        return ADVANCE_DAY.sub(
            lambda found: f"{self.day(date.fromisoformat(found[1]))})", self.description(line)
        )

    def discount(self, one: Discount) -> str:
        """What a discount or surcharge is called."""
        return one.text if one.percent is None else f"{one.text} {rules.percent(one.percent, self.locale)}"

    def mark(self, line: Line) -> str:
        """What is said beside the text: that nothing is charged, its discounts, or of what it is a share."""
        if line.discounts and line.quantity is not None:
            return ", ".join(
                f"{self.discount(one)} {self.money(one.amount or Decimal(0))}" for one in line.discounts
            )
        if line.whole_quantity is None:
            return str(self.texts["billing_types"].get(line.billing_type, ""))
        whole = (rules.hours if line.unit == "hour" else rules.quantity)(line.whole_quantity, self.locale)
        unit = rules.unit(line.unit, self.language)
        return str(self.texts["share"].format(quantity=whole, unit=unit))

    def taxes(self) -> dict[str, Any]:
        """The tax summary; each amount once more below in the accounting currency when that is another."""
        booked = self.paper.accounting

        def both(amount: Decimal, accounting_amount: Decimal) -> list[str]:
            if booked is None:
                return [self.money(amount)]
            digits = booked.currency_digits
            converted = rules.priced(self.sign * accounting_amount, booked.currency, digits, self.locale)
            return [self.money(amount), converted]

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
            return {"sentences": [self.texts["credit"]], "account": [], "code": ""}
        if not paper.gross_amount:
            return {"sentences": [self.texts["nothing_due"]], "account": [], "code": ""}
        amount = self.total(paper.gross_amount)
        if paper.payment_means != "transfer":
            sentence = self.texts[paper.payment_means].format(amount=amount, date=self.due_date())
            return {"sentences": [sentence, rules.breakable(paper.terms)], "account": [], "code": ""}
        pay_by = self.texts["pay_by"].format(amount=amount, date=self.due_date())
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
            "code": payment_code(paper) if not self.is_draft else "",
            "scan": self.texts["scan"],
        }
