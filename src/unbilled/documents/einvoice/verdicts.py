"""Whether documents may be sent: our own checks first, in plain words, then the rules of their owners."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from unbilled.documents.einvoice.checks import OWN, checked
from unbilled.documents.einvoice.files import written
from unbilled.documents.einvoice.formats import Format
from unbilled.documents.einvoice.judging import FEW, Case, elsewhere, fatal, judge, refuse_missing
from unbilled.documents.einvoice.model import Invoice
from unbilled.documents.einvoice.validating import Finding, version_of

SERIALIZER = "unbilled einvoice 1"
"""What writes the documents, and its version: another number when the same model gives other bytes."""


@dataclass(frozen=True)
class Verdict:
    """What stands against a document, and by which rules.

    Attributes:
        content: The document.
        findings: Warnings too.
        rules: Rules with version and hash, ours first.
    """

    content: bytes
    findings: list[Finding]
    rules: list[str]

    @property
    def fatal(self) -> list[Finding]:
        """What must not be sent."""
        return [one for one in self.findings if one.is_fatal]


def rules_folder() -> Path | None:
    """Where the operator keeps the rules of their owners; None: nowhere, and our own checks must do."""
    return Path(settings.EINVOICE_RULES) if settings.EINVOICE_RULES else None


def versions(folder: Path | None, rules: tuple[str, ...]) -> list[str]:
    """Our checks, and the files of the folder, each with what it is known by."""
    files = [folder / f"{name}.sch" for name in rules] if folder else []
    return [f"{OWN} of {SERIALIZER}", *(version_of(file) for file in files if file.is_file())]


def verdicts(
    documents: Sequence[tuple[Invoice, Format]], progress: Callable[[int], None] | None = None
) -> list[Verdict]:
    """Write documents and check them; many, in as many processes as there are processors.

    What our own checks refuse, the rules of others are not asked about: they would say the same in other words.

    Args:
        documents: Each with the format its customer wants.
        progress: Told how many more are done.

    Raises:
        RulesFolderMissing: The operator names a folder of rules that is not there.

    Source:
        docs/rules/documents.md#validation.
    """
    folder = rules_folder()
    refuse_missing(folder)
    named = str(folder) if folder else ""
    if not folder and len(documents) <= FEW:
        made = [_made(named, *one) for one in documents]
    else:
        made = elsewhere(
            _made, [(named, *one) for one in documents], lambda why: (b"", [fatal(why)]), progress
        )
    passed = {wanted.rules: versions(folder, wanted.rules) for _, wanted in documents}
    return [
        Verdict(content, found, passed[wanted.rules])
        for (content, found), (_, wanted) in zip(made, documents, strict=True)
    ]


def _made(folder: str, invoice: Invoice, wanted: Format) -> tuple[bytes, list[Finding]]:
    """A document as it is written, and what is found in it."""
    content = written(invoice, wanted)
    found = checked(invoice)
    if folder and not any(one.is_fatal for one in found):
        found += judge(folder, Case(content, wanted.rules))
    return content, found
