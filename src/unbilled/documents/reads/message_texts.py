"""What a company writes with documents, where it is not the usual text."""

from unbilled.documents.delivery.texts import PURPOSES
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Text, Word
from unbilled.foundation.lists.questions import Contains, Words
from unbilled.foundation.statements import statement

MESSAGE_TEXTS = List(
    name="message-texts",
    title="Message texts",
    nothing="The company writes the usual texts.",
    statement=statement(__file__),
    key=("message_text_id",),
    columns=(
        Identity("message_text_id"),
        Word("purpose", "Written with"),
        Code("language", "Language"),
        Text("subject", "Subject"),
        Text("body", "Text"),
    ),
    questions=(Words("purpose", "purpose", PURPOSES), Contains(columns=("subject", "body"))),
    sorts={"purpose": ("purpose", "language"), "language": ("language", "purpose")},
    order="purpose",
    scope="",
)
"""Texts of the company. Source: docs/rules/documents.md#sending-profiles."""
