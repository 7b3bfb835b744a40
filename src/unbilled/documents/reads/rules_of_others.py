"""What the operator's folder of rules holds, and whether it can be used."""

from dataclasses import dataclass

from unbilled.documents.einvoice.formats import FORMATS
from unbilled.documents.einvoice.judging import Case, judged
from unbilled.documents.einvoice.validating import version_of
from unbilled.documents.einvoice.verdicts import rules_folder

EMPTY = {
    "ubl": b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
    "cii": b'<CrossIndustryInvoice xmlns="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"/>',
}
"""Documents that say nothing, which every schema refuses in words of its own."""


@dataclass(frozen=True)
class RuleFile:
    """A file of rules.

    Attributes:
        name: Its name in the folder.
        version: Its version, as far as it tells, and its hash; empty where it is missing.
        formats: Names of the formats that need it.
        problem: Why it cannot be used; empty: it can.
    """

    name: str
    version: str
    formats: list[str]
    problem: str


def rules_of_others() -> list[RuleFile]:
    """The files that the formats need, each tried.

    Raises:
        RulesFolderMissing: The folder is named, and not there.

    Source:
        docs/rules/documents.md#validation.
    """
    folder = rules_folder()
    if folder is None:
        return []
    named: dict[str, list[str]] = {}
    for one in FORMATS.values():
        for rules in one.rules:
            named.setdefault(rules, []).append(one.name)
    cases = [Case(EMPTY[name[-3:]], (name,), structure=False) for name in named]
    found = []
    for (name, formats), findings in zip(named.items(), judged(folder, cases), strict=True):
        file = folder / f"{name}.sch"
        # Findings of the file itself say that it could not be used.
        problem = next((one.text for one in findings if one.rule in (name, "RULES")), "")
        version = version_of(file) if file.is_file() else ""
        found.append(RuleFile(file.name, version.partition(" ")[2], formats, problem))
    return found
