"""An access point of a network such as Peppol: it takes a document with a header, and answers later.

The implementation here speaks in files: a folder ``outbox`` holds each document as it is kept, and beside it its
header, a Standard Business Document Header; whoever runs the access point fetches them from there and puts its
answers, message level responses in UBL, into ``inbox``. A service with an interface of its own is another class with
the same three methods.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.utils import timezone
from lxml import etree

from unbilled.documents.delivery.folder import is_there, put
from unbilled.documents.delivery.notifications import Notification
from unbilled.documents.delivery.parcels import Parcel, Tried

SBDH = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
ACTIONS = {"AP": "delivered", "AB": "delayed", "RE": "failed"}
"""Accepted, acknowledged, rejected; the words of delivery status notifications."""
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"


class AccessPoint(Protocol):
    """An access point."""

    def submit(self, name: str, document: bytes, header: bytes) -> None:
        """Hand a document over; it is taken whole or not at all.

        Raises:
            OSError: It was not taken, and may be handed over again.
        """

    def has(self, name: str, document: bytes) -> bool:
        """Whether it is known to have taken a document."""

    def answers(self, company: str) -> Iterator[Notification]:
        """What it has answered about documents of a company since it was asked last."""


@dataclass(frozen=True)
class OverAccessPoint:
    """The channel: the XML of a parcel, with a header."""

    access_point: AccessPoint

    def send(self, parcel: Parcel) -> Tried:
        """Hand the electronic invoice over."""
        if not all(address and scheme for address, scheme in parcel.endpoints):
            return Tried(
                parcel.delivery_id, "failed", "Seller or buyer had no electronic address when it was posted."
            )
        [document] = [file.content for file in parcel.files]
        try:
            self.access_point.submit(parcel.name, document, header_of(parcel, document, timezone.now()))
        except OSError as error:
            return Tried(parcel.delivery_id, "waiting", f"The access point takes nothing: {error.strerror}.")
        return Tried(parcel.delivery_id, "sent", "Handed to the access point.")

    def arrived(self, parcel: Parcel) -> bool:
        """Whether the access point has it."""
        return all(self.access_point.has(parcel.name, file.content) for file in parcel.files)


@dataclass(frozen=True)
class FileAccessPoint:
    """An access point that is spoken to in files."""

    root: Path

    def submit(self, name: str, document: bytes, header: bytes) -> None:
        """Put both into the outbox, the header last: where it is, the document is whole."""
        put(self.root / "outbox" / f"{name}.xml", document)
        put(self.root / "outbox" / f"{name}.header.xml", header)

    def has(self, name: str, document: bytes) -> bool:
        """Whether both are in the outbox; what was fetched is not known of here."""
        outbox = self.root / "outbox"
        return is_there(outbox / f"{name}.xml", document) and (outbox / f"{name}.header.xml").exists()

    def answers(self, company: str) -> Iterator[Notification]:
        """The answers in the inbox about names that begin as the company's do.

        Each goes to ``inbox/read`` when the next is asked for; what is no answer goes to ``inbox/odd``.
        """
        inbox = self.root / "inbox"
        for path in sorted(inbox.glob("*.xml")):
            try:
                found = answer_of(path.read_bytes())
            except (OSError, ValueError):
                found = None
            if found is not None:
                if not found.message.startswith(f"{company}."):
                    continue
                yield found
            read = inbox / ("odd" if found is None else "read")
            read.mkdir(exist_ok=True)
            path.replace(read / path.name)


def answer_of(content: bytes) -> Notification | None:
    """Read a message level response; None where it is none.

    Raises:
        ValueError: It is no XML.
    """
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    code = root.findtext(f"{{{CAC}}}DocumentResponse/{{{CAC}}}Response/{{{CBC}}}ResponseCode", "").strip()
    about = root.findtext(f"{{{CAC}}}DocumentResponse/{{{CAC}}}DocumentReference/{{{CBC}}}ID", "").strip()
    said = [(one.text or "").strip() for one in root.iter(f"{{{CBC}}}Description")]
    if code not in ACTIONS or not about:
        return None
    return Notification(about, ACTIONS[code], " ".join(one for one in said if one) or f"Answered {code}.")


def header_of(parcel: Parcel, document: bytes, at: datetime) -> bytes:
    """The header of a document: from whom, to whom, what it is and its name, by which it is answered."""
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))
    head = etree.Element(f"{{{SBDH}}}StandardBusinessDocumentHeader", nsmap={None: SBDH})  # type: ignore[dict-item]

    def add(parent: "etree._Element", name: str, text: str = "") -> "etree._Element":
        child = etree.SubElement(parent, f"{{{SBDH}}}{name}")
        if text:
            child.text = text
        return child

    add(head, "HeaderVersion", "1.0")
    for name, (address, scheme) in zip(("Sender", "Receiver"), parcel.endpoints, strict=True):
        add(add(head, name), "Identifier", f"{scheme}:{address}").set("Authority", "iso6523-actorid-upis")
    what = etree.QName(root)
    kind = add(head, "DocumentIdentification")
    add(kind, "Standard", what.namespace or "")
    add(kind, "TypeVersion", "2.1")
    add(kind, "InstanceIdentifier", parcel.name)
    add(kind, "Type", what.localname)
    add(kind, "CreationDateAndTime", at.isoformat(timespec="seconds"))
    scope = add(head, "BusinessScope")
    customization = root.findtext(f"{{{CBC}}}CustomizationID", "").strip()
    process = root.findtext(f"{{{CBC}}}ProfileID", "").strip() or PROCESS
    document_id = f"{what.namespace}::{what.localname}##{customization}::2.1"
    for type_, value in (("DOCUMENTID", document_id), ("PROCESSID", process)):
        one = add(scope, "Scope")
        add(one, "Type", type_)
        add(one, "InstanceIdentifier", value)
    return etree.tostring(head, xml_declaration=True, encoding="UTF-8", pretty_print=True)
