"""What an operator says about delivery, read of the settings when it is needed."""

from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from unbilled.foundation.database import home

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """The server that takes our mail.

    Attributes:
        host: Its name.
        port: Its port.
        security: ``smtp`` speaks openly, ``smtp+starttls`` begins to encrypt, ``smtps`` encrypts from the start.
        user: Whom it knows us as; empty where it does not ask.
        password: Our password there.
    """

    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""


def mail_server() -> MailServer | None:
    """The server of ``UNBILLED_SMTP``; none where it is not set, or no such address."""
    try:
        told = urlsplit(settings.SMTP)
        port = told.port
    except ValueError:
        return None
    if told.scheme not in PORTS or not told.hostname:
        return None
    return MailServer(
        told.hostname,
        port or PORTS[told.scheme],
        told.scheme,
        unquote(told.username or ""),
        unquote(told.password or ""),
    )


def sender(company_code: str) -> str:
    """The address that mail of a company comes from; empty where none is set."""
    address: str = settings.MAIL_FROM.replace("{company}", company_code.lower())
    return parseaddr(address)[1]


def mail_domain(company_code: str) -> str:
    """The domain in our Message-IDs."""
    return sender(company_code).rpartition("@")[2] or "unbilled.invalid"


def drop_folder() -> Path:
    """Where documents are put for those who fetch them from a folder."""
    return Path(settings.DROP_FOLDER) if settings.DROP_FOLDER else home() / "delivered"


def access_point_folder() -> Path:
    """Where documents are put for the access point, and its answers are read."""
    return Path(settings.ACCESS_POINT) if settings.ACCESS_POINT else home() / "access-point"


def public_address() -> str:
    """Where customers reach this server, such as ``https://billing.example.com``; empty where they do not."""
    return str(settings.PUBLIC_ADDRESS).rstrip("/")
