"""How documents on their way and questions about them move."""

from unbilled.foundation.states import Arrow, Diagram

DELIVERY = Diagram(
    table="documents_delivery",
    start="waiting",
    arrows=(
        Arrow("begin_sending", "waiting", "sending"),
        Arrow("note_deliveries", "sending", "sent"),
        Arrow("note_deliveries", "sending", "sent_in_part"),
        Arrow("note_deliveries", "sending", "waiting"),
        Arrow("note_deliveries", "sending", "failed"),
        Arrow("note_deliveries", "sending", "unclear"),
        Arrow("settle_deliveries", "unclear", "sent"),
        Arrow("settle_deliveries", "unclear", "waiting"),
        Arrow("settle_deliveries", "unclear", "failed"),
        Arrow("settle_deliveries", "waiting", "sent"),
        Arrow("settle_deliveries", "waiting", "failed"),
        Arrow("note_notifications", "sent", "confirmed"),
        Arrow("note_notifications", "sent", "bounced"),
        Arrow("note_notifications", "sent_in_part", "bounced"),
        Arrow("note_notifications", "confirmed", "bounced"),
        Arrow("note_notifications", "unclear", "confirmed"),
        Arrow("note_notifications", "unclear", "bounced"),
    ),
    words={"sent_in_part": "sent in part"},
)
"""Of what is unclear nobody knows whether it arrived: it is never sent again by itself."""

UNDER_WAY = ("waiting", "sending", "unclear")
ARRIVED = ("sent", "sent_in_part", "confirmed")
UNDELIVERED = ("failed", "bounced", "sent_in_part")

QUESTION = Diagram(
    table="documents_question",
    start="open",
    arrows=(Arrow("answer_questions", "open", "answered"),),
)
