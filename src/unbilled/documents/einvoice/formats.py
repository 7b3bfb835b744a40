"""The formats that customers may want: syntax, what the document says it follows, and the rules it must pass."""

from dataclasses import dataclass
from typing import Literal

Syntax = Literal["ubl", "cii"]

CORE = "urn:cen.eu:en16931:2017"
PEPPOL = f"{CORE}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
XRECHNUNG = f"{CORE}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
BILLING = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
"""The business process of Peppol's billing, which XRechnung names too."""


@dataclass(frozen=True)
class Format:
    """A format of electronic invoices.

    Attributes:
        code: As masters and documents name it.
        name: As people call it.
        syntax: What it is written in.
        specification: What the document says it follows (BT-24).
        process: Its business process (BT-23); may be empty.
        rules: Files of the rules folder, without ending, that it must pass after the schema of its syntax.
        is_in_pdf: It travels inside the PDF.
    """

    code: str
    name: str
    syntax: Syntax
    specification: str
    process: str
    rules: tuple[str, ...]
    is_in_pdf: bool = False


FORMATS = {
    one.code: one
    for one in (
        Format("facturx", "Factur-X or ZUGFeRD, EN 16931", "cii", CORE, "", ("cen-cii",), is_in_pdf=True),
        Format("en16931_ubl", "EN 16931 in UBL", "ubl", CORE, "", ("cen-ubl",)),
        Format("en16931_cii", "EN 16931 in CII", "cii", CORE, "", ("cen-cii",)),
        Format("peppol", "Peppol BIS Billing 3.0", "ubl", PEPPOL, BILLING, ("cen-ubl", "peppol-ubl")),
        Format("xrechnung_ubl", "XRechnung 3.0 in UBL", "ubl", XRECHNUNG, BILLING, ("cen-ubl", "kosit-ubl")),
        Format("xrechnung_cii", "XRechnung 3.0 in CII", "cii", XRECHNUNG, BILLING, ("cen-cii", "kosit-cii")),
    )
}


def rules_for(syntax: Syntax, specification: str) -> tuple[str, ...]:
    """Rules for a document of whomever: those of the specification it names, else those of EN 16931.

    >>> rules_for("ubl", PEPPOL)
    ('cen-ubl', 'peppol-ubl')
    >>> rules_for("cii", "urn:example")
    ('cen-cii',)
    """
    more = {PEPPOL: f"peppol-{syntax}", XRECHNUNG: f"kosit-{syntax}"}
    return (f"cen-{syntax}", *(name for named, name in more.items() if specification.startswith(named)))
