"""Printing an invoice: figures as typed, the same bytes each time, nothing lost and nothing hidden."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from string import Formatter
from typing import Any

import pikepdf
import pypdfium2
import pytest
import samples

from unbilled.companies.rules import LANGUAGES
from unbilled.documents import pdf
from unbilled.documents.paper import (
    LAYOUTS,
    Balance,
    InvoicePaper,
    PageSize,
    PaperDoesNotAddUp,
    Project,
    Task,
)
from unbilled.documents.pdf import (
    EAST_ASIAN_FONTS,
    INSTALLED,
    GlyphMissing,
    render_pdf,
    unprintable,
    way_out,
)
from unbilled.documents.pictures import payment_code, transfer
from unbilled.documents.rules import LAW, TEXTS, LocaleUnknown

MILLIMETER = 72 / 25.4


def pages(paper: InvoicePaper) -> list[str]:
    """The text of each page as a reader would select it."""
    document = pypdfium2.PdfDocument(render_pdf(paper))
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def test_the_small_invoice_says_all_that_was_typed():
    [page] = pages(samples.small())

    for text in (
        "Invoice 2026-00042",
        "Helios Water Services plc\nAccounts Payable\n200 Reservoir Street\nLeeds LS1 4AP",
        "Invoice date 31 Aug 2026",
        "Due date 30 Sept 2026",
        "Period of supply 3\u201328 Aug 2026",
        "Contract CT-0031",
        "Your reference PO 4500018823",
        "Your VAT ID GB 987 6543 53",
        "Proforma PF-00118",
        "3 Aug 2026 Ada Moreau · Engineer · Pump curves and duty points 8.00 h 120.00 20% 960.00",
        "Handover meeting complimentary 2.00 h 140.00 20% 0.00",
        "Training material, printed 24.00 pc 12.50 0% 300.00",
        "Hydraulic design 17.75 h 2,231.25",
        "Project management 5.00 h 420.00",
        "Subtotal P-210 Station redesign 2,651.25",
        "Subtotal P-214 Operator training 348.75",
        "VAT20 VAT, full rate 20% 2,700.00 540.00",
        "VAT0 VAT, zero rate 0% 300.00 0.00",
        "Net amount 3,000.00",
        "Total due GBP 3,540.00",
        "Please pay GBP 3,540.00 by 30 Sept 2026.",
        "IBAN GB29 NWBK 6016 1331 9268 19",
        "zero-rated as a publication.",
        "VAT ID GB 123 4567 82",
        "Page 1 of 1",
    ):
        assert text in page.replace("\u00a0", " "), text


def test_hours_that_are_minutes_are_printed_as_hours_and_minutes():
    """Fifty and ten minutes sum to an hour; a third of an hour to no decimal; a share tells its whole alike."""
    task = samples.small().projects[0].tasks[0]
    pieces = [
        samples.line(3, "Call", "0.833333", "120", "100.00"),
        samples.line(4, "Mail", "0.166667", "120", "20.00"),
        replace(samples.line(5, "Share", "0.333334", "120", "40.01"), whole_quantity=Decimal("0.666667")),
    ]
    paper = replace(
        samples.small(),
        projects=(
            replace(
                samples.small().projects[0],
                tasks=(
                    replace(task, lines=tuple(pieces[:2])),
                    replace(task, name="Other", lines=(pieces[2],)),
                ),
            ),
        ),
        taxes=(samples.tax("VAT20", "VAT, full rate", "20", "160.01", "32.00"),),
        net_amount=Decimal("160.01"),
        tax_amount=Decimal("32.00"),
        gross_amount=Decimal("192.01"),
    )

    [page] = pages(paper)

    page = page.replace("\u00a0", " ")
    for text in (
        "Call 0:50 h 120.00",
        "Mail 0:10 h 120.00",
        f"{task.name} 1.00 h 120.00",
        "share of 0:40 h 0:20 h",
    ):
        assert text in page, page


PRINTED = {
    "en": ("Invoice", "Total due", "Please pay", "Page 1 of 1", "Your VAT ID"),
    "de": ("Rechnung", "Zu zahlen", "Bitte zahlen Sie", "Seite 1 von 1", "Ihre USt-IdNr."),
    "fr": ("Facture", "Net à payer", "Merci de régler", "Page 1 sur 1", "Votre n° de TVA"),
    "es": ("Factura", "Total a pagar", "Le rogamos que abone", "Página 1 de 1", "Su NIF-IVA"),
    "it": ("Fattura", "Totale da pagare", "Si prega di pagare", "Pagina 1 di 1", "Vostra partita IVA"),
    "nl": ("Factuur", "Te betalen", "Gelieve", "Pagina 1 van 1", "Uw btw-nummer"),
}
"""The words of each language that customers can have."""


def shape(words: object) -> object:
    """Keys of printed words, and the places that figures take in each."""
    if isinstance(words, dict):
        return {key: shape(value) for key, value in words.items()}
    return sorted(field for _, field, _, _ in Formatter().parse(str(words)) if field)


def sayings(words: Any) -> Iterator[str]:
    """Every text of a language."""
    for one in words.values():
        yield from sayings(one) if isinstance(one, dict) else [one]


def test_every_language_has_a_file_of_words_and_every_law_a_reason():
    assert set(TEXTS) == set(LANGUAGES)
    for country, laws in LAW.items():
        assert {name.removesuffix("_abroad") for name in laws} <= set(TEXTS["en"]["legal"]), country


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_that_a_customer_can_have_is_printed(language: str) -> None:
    """All words are there, each takes the figures that the English ones take, and no font lacks a character."""
    assert shape(TEXTS[language]) == shape(TEXTS["en"])
    assert all(said.strip() for said in sayings(TEXTS[language]))
    for sample in (samples.small(), samples.credit_note(), samples.foreign()):
        paper = replace(sample, language=language)
        text = "\n".join(pages(paper)).replace("\u00a0", " ")
        others = {key: words for key, words in TEXTS["en"].items() if words != TEXTS[language][key]}
        assert str(others.get("net_total", "no English word")) not in text
    for word in PRINTED[language]:
        assert word in pages(replace(samples.small(), language=language))[0].replace("\u00a0", " ")


def test_the_same_paper_gives_the_same_bytes_in_every_call_and_process():
    once = render_pdf(samples.small())
    render_pdf(samples.foreign())

    assert render_pdf(samples.small()) == once
    elsewhere = subprocess.run(
        [
            sys.executable,
            "-c",
            "import samples; from hashlib import sha256; from unbilled.documents.pdf import render_pdf;"
            "import sys; sys.stdout.write(sha256(render_pdf(samples.small())).hexdigest())",
        ],
        env={"PYTHONPATH": ":".join(["src", str(Path(__file__).parent)]), "TZ": "Pacific/Auckland"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout == sha256(once).hexdigest()


def test_the_file_is_pdf_a_3b_and_dated_by_the_invoice(tmp_path):
    file = tmp_path / "invoice.pdf"
    file.write_bytes(render_pdf(samples.small()))

    with pikepdf.open(file) as document:
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")
        assert metadata["dc:title"] == "Invoice 2026-00042"
        assert metadata["xmp:CreateDate"].startswith("2026-08-31")
        assert str(document.docinfo["/Author"]) == "Larkfield Engineering Ltd"


def test_only_packaged_fonts_are_embedded():
    document = pypdfium2.PdfDocument(render_pdf(samples.small()))
    names = {item.get_font().get_base_name().split("+")[-1] for item in document[0].get_objects(filter=[1])}
    assert names
    assert all(name.startswith("Inter") for name in names)


def test_a_credit_note_names_its_invoice_and_turns_the_signs_round():
    [page] = pages(samples.credit_note())
    page = page.replace("\u00a0", " ")

    for text in (
        "Credit note CN-2026-00003",
        "Credits invoice 2026-00042 of 31 Aug 2026",
        "Reason: Billed to the wrong purchase order; a new invoice follows.",
        "8.00 h 120.00 20% 960.00",
        "Total credited GBP 3,540.00",
        "Please do not pay it.",
    ):
        assert text in page, text
    for text in ("Due date", "\u2212", "Please pay"):
        assert text not in page


def test_a_charge_on_a_credit_note_stays_opposite():
    paper = samples.credit_note()
    charged = samples.line(28, "Restocking", "1", "48.75", "48.75", unit="each")
    training = paper.projects[1]
    lines = (training.tasks[0].lines[0], charged)
    changed = replace(
        paper,
        projects=(paper.projects[0], replace(training, tasks=(replace(training.tasks[0], lines=lines),))),
        net_amount=Decimal("-2902.50"),
        gross_amount=Decimal("-3442.50"),
    )

    [page] = pages(changed)

    assert "Restocking \u22121.00 pc 48.75 20% \u221248.75" in page
    assert "Net amount 2,902.50" in page


def test_another_currency_shows_the_tax_in_the_accounting_currency_and_the_rate():
    [page] = pages(samples.foreign())
    page = page.replace("\u00a0", " ")

    for text in (
        "85551 Kirchheim bei München\nGERMANY",
        "Milestone: gateway accepted 1.00 lump sum 4,000.00 0% 4,000.00",
        "GBP 1,469.40",
        "GBP 293.88",
        "In GBP at 1 USD = 0.7900 GBP",
        "Net amount 5,425.33",
        "Total due 5,719.21",
        "Total due USD 7,239.50",
        "Reverse charge: the customer accounts for the VAT.",
    ):
        assert text in page, text


def test_a_hundred_lines_repeat_their_headings_on_each_page():
    found = pages(samples.of_lines(100))

    assert len(found) == 5
    for place, page in enumerate(found, 1):
        assert f"Page {place} of 5" in page
        assert "Date Description Quantity Unit price Tax Amount" in page
    assert sum(len(page.split("1.00 h 100.00 20% 100.00")) - 1 for page in found) == 100
    assert "1.00 h 100.00" in found[-1], "totals never stand on a page without a line"
    assert "Subtotal P-302 Trunk main 2,800.00" in found[-1]
    assert "Total due GBP\u00a012,000.00" in found[-1]


def test_a_mere_summary_has_no_empty_columns_for_days_and_prices():
    for layout in ("modern", "classic"):
        detailed = replace(samples.of_lines(6), layout=layout)
        said, summed = (" ".join(pages(one)[0].split()) for one in (detailed, samples.summed(detailed)))
        assert "Date Description Quantity Unit price Tax Amount" in said
        assert "Description Quantity Tax Amount" in summed
        assert "Date Description" not in summed


def test_a_subtotal_is_never_parted_from_the_last_line_it_sums():
    for count in range(24, 48, 3):
        for page in pages(samples.of_lines(count)):
            rows = [row for row in page.split("\n") if row.endswith("0.00")]
            assert not rows[0].startswith(("Subtotal", "Survey", "Design", "Build", "Commissioning", "Net"))


def test_a_thousand_lines_are_all_printed():
    found = pages(samples.of_lines(1000))

    assert len(found) > 20
    assert sum(len(page.split("1.00 h 100.00 20% 100.00")) - 1 for page in found) == 1000
    assert "(1000)" in found[-1]
    assert "Total due GBP\u00a0120,000.00" in found[-1]


def test_many_tax_rates_go_over_several_pages():
    found = "\n".join(pages(samples.of_rates(40)))

    assert "T1 Tax at 1 percent 1% 100.00 1.00" in found
    assert "T40 Tax at 40 percent 40% 100.00 40.00" in found
    assert "Total due GBP\u00a04,820.00" in found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_however_long_leaves_the_printed_area(layout: str) -> None:
    document = pypdfium2.PdfDocument(render_pdf(replace(samples.crowded(), layout=layout)))

    for page in document:
        width, height = page.get_size()
        assert round(width / MILLIMETER, 1) == 215.9
        text = page.get_textpage()
        for place in range(text.count_chars()):
            if text.get_text_range(place, 1).strip():
                start, bottom, end, top = text.get_charbox(place)
                assert start > 24.5 * MILLIMETER
                assert end < width - 19.5 * MILLIMETER
                assert 5 * MILLIMETER < bottom < top < height - 5 * MILLIMETER


def test_numbers_and_dates_follow_the_locale():
    [page] = pages(replace(samples.small(), locale="de_DE"))

    assert "3.8.2026 Ada Moreau" in page
    assert "Pump curves and duty points 8,00 h 120,00 20\u00a0% 960,00" in page
    assert "Total due 3.540,00\u00a0GBP" in page


def test_a_currency_without_decimals_is_printed_without():
    paper = replace(samples.of_lines(1), transaction_currency="JPY", currency_digits=0)

    [page] = pages(paper)

    assert "1.00 h 100 20% 100" in page
    assert "Total due JPY\u00a0120" in page


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Egypt 𓀀 in Tromsø", "U+13000"),
        ("Bell\x07", "U+0007"),
        ("Private \ue000", "U+E000"),
        ("Half of a pair \ud83d", "U+D83D"),
    ],
)
def test_a_character_no_font_has_is_refused_by_code_and_text(text, code):
    with pytest.raises(GlyphMissing) as refused:
        render_pdf(samples.with_text(text))

    assert code in refused.value.message
    assert repr(text) in refused.value.message
    assert "2026-00042" in refused.value.message

    [(at_fault, characters)] = unprintable(["Good text", text]).items()
    assert at_fault == text
    assert code in characters[0]


@pytest.mark.skipif(EAST_ASIAN_FONTS not in INSTALLED, reason="the fonts of unbilled[cjk] are not installed")
def test_chinese_japanese_and_korean_are_printed_with_the_fonts_that_the_refusal_names(monkeypatch) -> None:
    """Each country writes Chinese characters as it does."""
    text = "打ち合わせ 漢字 한글"
    paper = samples.with_text(text)
    assert unprintable([text]) == {}
    fonts = {}
    for country in ("JP", "KR", "TW", "DE"):
        file = render_pdf(replace(paper, buyer=replace(paper.buyer, country=country)))
        objects = pypdfium2.PdfDocument(file)[0].get_objects(filter=[1])
        names = {item.get_font().get_base_name().split("+")[-1] for item in objects}
        fonts[country] = {name[:13] for name in names if "CJK" in name}
    assert fonts == {
        "JP": {"NotoSansCJKjp"},
        "KR": {"NotoSansCJKkr"},
        "TW": {"NotoSansCJKtc"},
        "DE": {"NotoSansCJKsc"},
    }

    monkeypatch.setattr(
        pdf, "INSTALLED", {name: one for name, one in INSTALLED.items() if name != EAST_ASIAN_FONTS}
    )
    monkeypatch.setattr(pdf, "compiler", pdf.compiler.__wrapped__)
    with pytest.raises(GlyphMissing, match=r"U\+6253 打") as refused:
        render_pdf(paper)
    assert refused.value.advice == (
        "Write the text with other characters, or install the fonts for Chinese, Japanese and Korean (unbilled[cjk])."
    )


def letters(text: str) -> str:
    """Letters and brackets of a text, whatever its lines are."""
    return "".join(one for one in text if one.isalnum() or one in "[]©⚠")


def test_emoji_are_said_by_their_names_in_the_language_of_the_paper() -> None:
    """Whole, those of several characters too; what a font has is printed as it is."""
    text = "Shop \U0001f680 \U0001f44d\U0001f3fd © ⚠\ufe0f by \U0001f469\u200d\U0001f4bb"
    paper = samples.with_text(text)
    said = {
        "en": "Shop [rocket] [thumbs up medium skin tone] © ⚠ by [woman technologist]",
        "de": "Shop [rakete] [daumen hoch mittlere hautfarbe] © ⚠ by [it-expertin]",
        "nl": "Shop [rocket] [thumbs up medium skin tone] © ⚠ by [woman technologist]",
    }
    for language, expected in said.items():
        page = "".join(pages(replace(paper, language=language)))
        assert letters(expected) in letters(page)
    assert list(unprintable([text])) == [text]
    assert unprintable([text], names_emoji=True) == {}
    [characters] = unprintable([text]).values()
    assert "names_emoji" in way_out(characters)


def test_all_texts_at_fault_are_found_at_once_each_with_its_own_characters():
    assert unprintable(["Rocket 🚀", "Fine", "Party 🎉 and 🚀", "Bell \a", "Łódź"]) == {
        "Bell \a": ["U+0007"],
        "Rocket 🚀": ["U+1F680 🚀 ROCKET"],
        "Party 🎉 and 🚀": ["U+1F389 🎉 PARTY POPPER", "U+1F680 🚀 ROCKET"],
    }
    assert unprintable([]) == {}


def test_after_a_refusal_the_next_invoice_prints():
    with pytest.raises(GlyphMissing):
        render_pdf(samples.with_text("𓀀"))

    assert "Total due" in pages(samples.small())[0]


@pytest.mark.parametrize(
    "text",
    [
        "Ω γωνία",
        "Встреча",
        "Łódź, Århus, İzmir",
        "פגישה",
        "اجتماع",
        "ประชุม",
        "बैठक",
        "€ £ ₹ ¥ zł",
        "tab\there",
        "two\nlines",
    ],
)
def test_other_scripts_that_packaged_fonts_have_are_printed(text):
    assert unprintable([text]) == {}
    render_pdf(samples.with_text(text))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"net_amount": Decimal("3000.01"), "gross_amount": Decimal("3540.01")}, "lines"),
        ({"tax_amount": Decimal("540.01"), "gross_amount": Decimal("3540.01")}, "taxes"),
        ({"gross_amount": Decimal("3540.01")}, "net amount and tax"),
    ],
)
def test_a_paper_that_does_not_add_up_is_refused(changes, what):
    with pytest.raises(PaperDoesNotAddUp, match=what):
        render_pdf(replace(samples.small(), **changes))


def test_taxes_in_the_accounting_currency_must_add_up_too():
    paper = samples.foreign()
    assert paper.accounting is not None
    booked = replace(paper.accounting, tax_amount=Decimal("293.89"), gross_amount=Decimal("5719.22"))

    with pytest.raises(PaperDoesNotAddUp, match="taxes in GBP"):
        render_pdf(replace(paper, accounting=booked))


def test_an_unknown_locale_is_refused():
    with pytest.raises(LocaleUnknown, match="xx_YY"):
        render_pdf(replace(samples.small(), locale="xx_YY"))


def test_a_forked_process_is_told_so_instead_of_waiting_forever(monkeypatch):
    render_pdf(samples.small())
    monkeypatch.setattr("os.getpid", lambda: -1)

    with pytest.raises(RuntimeError, match="spawn"):
        render_pdf(samples.small())


def test_a_single_day_of_supply_is_printed_as_that_day():
    one_day = replace(samples.small(), supply_until=date(2026, 8, 3))

    assert "Period of supply 3\u00a0Aug\u00a02026" in pages(one_day)[0]


def test_a_timesheet_stands_behind_the_invoice_with_its_hours_in_all():
    found = pages(replace(samples.small(), timesheet=samples.worked(60), layout="classic"))

    assert "Timesheet 2026-00042" in found[1]
    assert "Date Person Task Description Hours" in found[2]
    assert "Total hours 15.00" in found[-1]
    assert f"Page {len(found)} of {len(found)}" in found[-1]
    assert "120.00" not in "".join(found[1:]), "no price"


def test_advances_stand_apart_with_what_is_left_of_them():
    """1,000 were paid in advance, 348.75 of them are deducted, 651.25 are left."""
    small = samples.small()
    deducted = replace(
        samples.line(28, "On signing", "-1", "348.75", "-348.75", unit="each"), is_advance=True
    )
    apart = Project(code="", name="", tasks=(Task(name="", lines=(deducted,)),), is_deduction=True)
    balance = Balance(
        name="On signing", opening=Decimal(1000), used=Decimal("348.75"), closing=Decimal("651.25")
    )
    paper = replace(
        small,
        projects=(*small.projects, apart),
        balances=(balance,),
        taxes=(replace(small.taxes[0], base_amount=Decimal("2351.25")), small.taxes[1]),
        net_amount=Decimal("2651.25"),
        gross_amount=Decimal("3191.25"),
    )

    page = "\n".join(pages(paper)).replace("\u00a0", " ")

    for text in (
        "Advances deducted\n28 Aug 2026 On signing \u22121.00 pc 348.75 20% \u2212348.75",
        "Services 3,000.00",
        "Advances deducted \u2212348.75",
        "Net amount 2,651.25",
        "Advances Before Deducted Left",
        "On signing 1,000.00 348.75 651.25",
    ):
        assert text in page, page


def test_euros_that_are_transferred_have_a_code_that_banking_apps_read():
    """EPC 069-12, version 002: twelve lines at most, with the invoice number as what it is for."""
    seller = replace(samples.small().seller, iban="DE89 3704 0044 0532 0130 00", bic="COBADEFFXXX")
    paper = replace(samples.small(), seller=seller, transaction_currency="EUR")

    assert transfer(paper).split("\n") == [
        *("BCD", "002", "1", "SCT", "COBADEFFXXX", "Larkfield Engineering Ltd", "DE89370400440532013000"),
        *("EUR3540.00", "", "", "2026-00042"),
    ]
    assert payment_code(paper).startswith("<svg")
    for other in (
        {"transaction_currency": "GBP"},
        {"document_class": "credit_note"},
        {"payment_means": "direct_debit"},
        {"seller": replace(seller, iban="12-345-6")},
        {"gross_amount": Decimal(0)},
    ):
        assert transfer(replace(paper, **other)) == ""
    debited = pages(replace(paper, payment_means="direct_debit"))[0].replace("\u00a0", " ")
    assert "EUR 3,540.00 will be debited from your account on 30 Sept 2026." in debited
    assert "IBAN DE89" not in debited.split("Registered")[0]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("page_size", "highest", "lowest"), [("a4", 62.7, 90), ("us-letter", 63.5, 80.4)], ids=("a4", "letter")
)
def test_the_address_stands_in_the_window_of_the_envelope(
    layout: str, page_size: PageSize, highest: float, lowest: float
) -> None:
    """Four lines, in millimeters from the top: the window of DIN 5008 B, and of #10 however the sheet slips in it."""
    paper = replace(samples.small(), layout=layout, page_size=page_size)
    page = pypdfium2.PdfDocument(render_pdf(paper))[0]
    text, height = page.get_textpage(), page.get_size()[1]

    for line in (paper.buyer.name, *paper.buyer.address.splitlines()):
        place, count = text.search(line).get_next()
        for one in range(place, place + count):
            start, bottom, end, top = text.get_charbox(one)
            assert 25 <= round(start / MILLIMETER, 1) < round(end / MILLIMETER, 1) < 105
            assert highest <= round((height - top) / MILLIMETER, 1)
            assert round((height - bottom) / MILLIMETER, 1) <= lowest


def test_a_long_address_is_copied_as_it_was_typed() -> None:
    """It may break where the line ends, and nothing else comes with it."""
    address = "accounts.receivable.helios@water.services.example"
    page = "".join(pages(replace(samples.small(), terms=f"Write to {address}")))
    assert address in page.replace("\n", "")
    assert "\u200b" not in page
