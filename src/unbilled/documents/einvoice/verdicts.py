"""Whether documents may be sent: our own checks first, in plain words, then the rules of their owners."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from unbilled.documents.einvoice.checks import OWN, checked
from unbilled.documents.einvoice.files import written
from unbilled.documents.einvoice.formats import Format
from unbilled.documents.einvoice.judging import Case, judged
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
    def faults(self) -> list[Finding]:
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
    """Write documents and check them.

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
    own = [checked(invoice) for invoice, _ in documents]
    contents = [written(invoice, wanted) for invoice, wanted in documents]
    asked = [place for place, found in enumerate(own) if not any(one.is_fatal for one in found)]
    cases = [Case(contents[place], documents[place][1].rules) for place in asked]
    for place, found in zip(asked, judged(folder, cases, progress), strict=True):
        own[place] = own[place] + found
    passed = {wanted.rules: versions(folder, wanted.rules) for _, wanted in documents}
    return [
        Verdict(content, found, passed[wanted.rules])
        for content, found, (_, wanted) in zip(contents, own, documents, strict=True)
    ]
