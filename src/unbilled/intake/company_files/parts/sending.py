"""What a company file says of how documents reach customers."""

from typing import Any

from unbilled.documents.events.add_message_texts import add_message_texts
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.records import NewMessageText, NewSendingProfile
from unbilled.intake.company_files.reader import Reader
from unbilled.intake.company_files.reading import Arguments


def read_sending(reader: Reader, said: Arguments) -> None:
    """Sending profiles by customer, texts by purpose and language."""
    profiles = [new_profile(reader, *one) for one in reader.each(said, "sending_profiles")]
    reader.hand(add_sending_profiles, sending_profiles=profiles)
    texts = [new_text(reader, *one) for one in reader.each(said, "message_texts")]
    reader.hand(add_message_texts, message_texts=texts)


def new_profile(reader: Reader, name: str, value: Any) -> NewSendingProfile:
    """How a customer gets documents."""
    said = Arguments(value, where=f"sending profile {name}", main="recipients")
    account = reader.account(name)
    reader.noted("sending profile", account, said)
    made = NewSendingProfile(
        account,
        channel=said.text("channel", "email"),
        attaches=said.text("attaches", "pdf_and_xml"),
        recipients=said.text("recipients"),
        copies=said.text("copies"),
        has_page=said.flag("has_page"),
    )
    said.finish()
    return made


def new_text(reader: Reader, name: str, value: Any) -> NewMessageText:
    """What is written with a document, in a language."""
    said = Arguments(value, where=f"message text {name}")
    reader.noted("message text", name, said)
    purpose, _, language = name.partition("/")
    made = NewMessageText(purpose, language, said.text("subject"), said.text("body"))
    said.finish()
    return made
