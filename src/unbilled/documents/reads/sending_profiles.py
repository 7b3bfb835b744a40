"""How customers get documents."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Flag, Identity, Text, Word
from unbilled.foundation.lists.questions import Contains, Reference, Whether, Words
from unbilled.foundation.statements import statement

SENDING_PROFILES = List(
    name="sending-profiles",
    title="Sending profiles",
    nothing="No customer has a sending profile.",
    statement=statement(__file__),
    key=("sending_profile_id",),
    columns=(
        Identity("sending_profile_id"),
        Identity("customer_id"),
        Code("account", "Account"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Word("channel", "Sent by"),
        Word("attaches", "As"),
        Text("recipients", "To"),
        Text("copies", "Copies to"),
        Flag("has_page", "Own page"),
    ),
    questions=(
        Reference("customer"),
        Words("channel", "channel", ("email", "folder", "access_point", "download")),
        Whether("page", "has_page"),
        Contains(columns=("account", "customer", "recipients", "copies")),
    ),
    sorts={"account": ("account",), "customer": ("customer",)},
    order="account",
    scope="",
)
"""How customers get documents. Source: docs/rules/documents.md#sending-profiles."""
