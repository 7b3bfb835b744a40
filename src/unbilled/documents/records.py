"""What people say about how documents reach customers, each with what goes without saying."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NewSendingProfile:
    """How a customer gets documents.

    Attributes:
        customer: Account of the customer.
        channel: ``email``, ``folder``, ``access_point`` or ``download``.
        attaches: ``pdf``, ``xml`` or ``pdf_and_xml``; what there is of it is sent.
        recipients: E-mail addresses, with commas between.
        copies: E-mail addresses that get a copy.
        has_page: The customer gets a link to a page of their own with the invoice.
    """

    customer: str
    channel: str = "email"
    attaches: str = "pdf_and_xml"
    recipients: str = ""
    copies: str = ""
    has_page: bool = False


@dataclass(frozen=True)
class NewMessageText:
    """What a company writes with a document, in a language.

    Attributes:
        purpose: ``invoice``, ``credit_note`` or ``answer``.
        language: Language, such as ``de``.
        subject: Subject, with placeholders such as ``{number}``.
        body: Text, with placeholders; a paragraph with ``{page}`` is left out where the customer has no page.
    """

    purpose: str
    language: str
    subject: str
    body: str
