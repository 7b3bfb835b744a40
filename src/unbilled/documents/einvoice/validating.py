"""Check a document by the rules in the operator's folder: first its structure, then each layer of rules.

Fail closed: a document passes when all layers have run and none has found anything fatal; rules that are missing,
unreadable or stop on what they read are fatal findings themselves.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path
from re import search
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree

from unbilled.documents.einvoice.formats import Syntax
from unbilled.documents.einvoice.schematron import RulesUnreadable, parser, stylesheet

SCHEMAS = {
    "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice": (
        "xsd-ubl-2.1",
        "ubl/maindoc/UBL-Invoice-2.1.xsd",
    ),
    "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote": (
        "xsd-ubl-2.1",
        "ubl/maindoc/UBL-CreditNote-2.1.xsd",
    ),
    "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice": (
        "xsd-cii-d16b",
        "cii/data/standard/CrossIndustryInvoice_100pD16B.xsd",
    ),
}
"""The archive and the schema in it, by the root of a document."""
SHOWN = 200
"""Findings of one layer that are told at most."""


@dataclass(frozen=True)
class Finding:
    """What a rule says against a document.

    Attributes:
        rule: Its name, such as ``BR-CO-10``.
        is_fatal: The document must not be sent; otherwise it is a warning.
        text: What the rule says, in its owner's words.
        place: Where, as a path; may be empty.
        layer: Which rules: a file of the folder, or ``terms`` for our own.
        field: The field of the model or the master that is at fault, where it is known, such as ``buyer.vat_id``.
    """

    rule: str
    is_fatal: bool
    text: str
    place: str = ""
    layer: str = ""
    field: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {self.text}" if self.rule not in self.text else self.text


class Rules:
    """The rules of a folder, compiled when first needed. Of one thread: SaxonC ties itself to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.compiled: dict[str, tuple[str, Any]] = {}
        self.schemas: dict[str, etree.XMLSchema] = {}

    @cached_property
    def processor(self) -> Any:
        """SaxonC, which takes a quarter of a second and 100 MB to start."""
        from saxonche import PySaxonProcessor

        return PySaxonProcessor(license=False)

    def check(self, document: bytes, rules: Sequence[str], *, structure: bool = True) -> list[Finding]:
        """What the layers find: of the structure alone, where it is wrong.

        Args:
            document: UBL or CII, as it is sent.
            rules: Files of the folder, without ending.
            structure: Check the structure first.
        """
        try:
            root = etree.fromstring(document, parser())
        except etree.XMLSyntaxError as error:
            return [Finding("XML", True, f"The document is no XML: {error}", layer="structure")]
        found = list(self._structure(root)) if structure else []
        if found or not rules:
            return found
        # Read once for all layers: that takes a third of the time of one.
        read = self.processor.parse_xml(xml_text=etree.tostring(root, encoding="unicode"))
        return [one for name in rules for one in self._layer(name, read)]

    def _structure(self, root: etree._Element) -> Iterator[Finding]:
        if root.tag not in SCHEMAS:
            yield Finding("XSD", True, f"No schema knows documents that are {root.tag}.", layer="structure")
            return
        try:
            schema = self._schema(str(root.tag))
        except RulesUnreadable as refusal:
            yield Finding("XSD", True, refusal.message, layer="structure")
            return
        if not schema.validate(root):
            for error in islice(iter(schema.error_log), SHOWN):  # type: ignore[call-overload]
                yield Finding("XSD", True, error.message, place=error.path or "", layer="structure")

    def _schema(self, tag: str) -> etree.XMLSchema:
        if tag not in self.schemas:
            archive, name = SCHEMAS[tag]
            file = self.folder / f"{archive}.zip"
            try:
                with TemporaryDirectory() as folder, zipfile.ZipFile(file) as packed:
                    packed.extractall(folder)
                    self.schemas[tag] = etree.XMLSchema(
                        etree.parse(str(Path(folder, name)), etree.XMLParser())
                    )
            except (OSError, zipfile.BadZipFile, etree.LxmlError) as error:
                raise RulesUnreadable(file=file.name, why=error) from None
        return self.schemas[tag]

    def _layer(self, name: str, document: Any) -> list[Finding]:
        try:
            answer = self._stylesheet(name).transform_to_string(xdm_node=document)
        except RulesUnreadable as refusal:
            return [Finding(name, True, refusal.message, layer=name)]
        except Exception as error:
            # Of Saxon's errors some are plain exceptions: whatever stops the rules, they did not pass.
            return [Finding(name, True, f"The rules stopped at the document: {error}", layer=name)]
        found = []
        for one in etree.fromstring(answer.encode(), parser()):
            text = " ".join((one.text or "").split())
            is_fatal = one.get("flag") not in ("warning", "information", "info", "warn")
            found.append(Finding(one.get("id", ""), is_fatal, text, one.get("place", ""), name))
        return found[:SHOWN]

    def _stylesheet(self, name: str) -> Any:
        """The compiled rules of a file, as it is now: one that was replaced is compiled again."""
        file = self.folder / f"{name}.sch"
        try:
            version = version_of(file)
        except OSError as error:
            raise RulesUnreadable(file=file.name, why=error.strerror) from None
        if self.compiled.get(name, ("", None))[0] != version:
            text = stylesheet(file)
            try:
                made = self.processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=text)
            except Exception as error:
                raise RulesUnreadable(file=file.name, why=error) from None
            self.compiled[name] = (version, made)
        return self.compiled[name][1]


def version_of(file: Path) -> str:
    """What a file of rules is known by: its version, where it tells one, and its hash.

    The start of a file names a version in a comment or a title.
    """
    content = file.read_bytes()
    told = search(rb"(?:Schematron version|release)\s+(\d+(?:\.\d+)+)", content[:3000])
    version = f" {told[1].decode()}" if told else ""
    return f"{file.stem}{version} sha256:{sha256(content).hexdigest()[:12]}"


def syntax_of(root: etree._Element) -> Syntax | None:
    """What a document is written in; None: neither."""
    archive = SCHEMAS.get(str(root.tag), ("", ""))[0]
    return "ubl" if archive.startswith("xsd-ubl") else "cii" if archive else None
