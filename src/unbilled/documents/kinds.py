"""The kinds of records that say how documents reach customers."""

from unbilled.documents.delivery.addresses import are_addresses
from unbilled.documents.delivery.texts import LANGUAGES, PURPOSES, are_placeholders_known
from unbilled.documents.models import MessageText, SendingProfile
from unbilled.documents.records import NewMessageText, NewSendingProfile
from unbilled.foundation.masters import Kind
from unbilled.masterdata.kinds import CUSTOMERS

CHANNELS = ("email", "folder", "access_point", "download")
ATTACHES = ("pdf", "xml", "pdf_and_xml")

SENDING_PROFILE = Kind(
    "sending profile",
    NewSendingProfile,
    SendingProfile,
    key="customer",
    lookups={"customer": CUSTOMERS},
    choices={"channel": CHANNELS, "attaches": ATTACHES},
    checks={"recipients": are_addresses, "copies": are_addresses},
    fixed=("customer",),
    events="sending_profiles",
)
MESSAGE_TEXT = Kind(
    "message text",
    NewMessageText,
    MessageText,
    key="purpose/language",
    choices={"purpose": PURPOSES, "language": LANGUAGES},
    checks={"subject": are_placeholders_known, "body": are_placeholders_known},
    fixed=("purpose", "language"),
    events="message_texts",
)
