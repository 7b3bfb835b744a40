"""What is refused about sending documents."""

from unbilled.foundation.refusals import Refusal


class SendingNotAgreed(Refusal):
    """Nobody has said how a customer gets documents."""

    sentence = "How these customers get documents is not said: {customers}."
    remedy = "Give each a sending profile with the addresses that get invoices."
    subject = "invoice_ids"


class AddressMissing(Refusal):
    """A customer gets documents by e-mail, but nobody has said to which address."""

    sentence = "These customers get documents by e-mail, and have no address for it: {customers}."
    remedy = "Give their sending profile recipients."
    subject = "invoice_ids"


class EInvoiceMissing(Refusal):
    """A customer gets the electronic invoice alone, and the document was issued on paper."""

    sentence = (
        "{records:Document|Documents} {records} {records:has|have} no electronic invoice, which is all that "
        "{records:its customer gets|their customers get}."
    )
    remedy = "Have the sending profile attach the PDF as well, or send it by another channel."
    subject = "invoice_ids"


class AlreadySent(Refusal):
    """A document was sent before; nothing is sent twice by mistake."""

    sentence = "{records:Document|Documents} {records} {records:was|were} sent already."
    remedy = "Send them once more if that is meant."
    subject = "invoice_ids"


class SendingUnderWay(Refusal):
    """A document is on its way, or nobody knows whether it arrived; a second one could be one too many."""

    sentence = "{records:Document|Documents} {records} {records:is|are} on {records:its|their} way."
    remedy = "Wait until they are sent; where it is unclear whether one arrived, say whether it did."
    subject = "invoice_ids"


class DeliveryUnknown(Refusal):
    """The company has sent nothing by that name."""

    sentence = "Nothing was sent as {records}."
    remedy = "The deliveries there are stand in their list."


class CustomerQuestionUnknown(Refusal):
    """The company was asked no such question."""

    sentence = "There is no question {record}."
    remedy = "The questions there are stand in their list."


class DeliveryNotMovable(Refusal):
    """A delivery stands where this cannot be done with it."""

    sentence = "The deliveries {records} are {statuses}: {why}."
    remedy = "Look at what stands in the list of deliveries."
    subject = "delivery_ids"
