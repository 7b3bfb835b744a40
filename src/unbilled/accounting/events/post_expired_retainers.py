"""Post expired retainers: what they had brought to the books, and nobody used in time, is revenue."""

from collections.abc import Sequence

from unbilled.accounting.rules import NOT_OPEN, AccountMissing, NotPostable
from unbilled.billing.events.expire_retainers import ExpiredRetainer
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import accepted
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class RetainerNotPosted(NotPostable):
    """What is left of a retainer in the books is known once everything of it is posted."""

    sentence = "Not everything of retainers is posted: {found}."
    remedy = "Post the invoices that invoice, deduct or refund them first."
    subject = "retainer_ids"


@event("accounting.post_expired_retainers")
def post_expired_retainers(act: Act, *, expired: Sequence[ExpiredRetainer]) -> int:
    """Release what is left of expired retainers in the books to revenue, within the event that expires them.

    One voucher each: the liability is debited and revenue credited with what is left of it, at the rates of the
    retainer's invoice. What was revenue when it was invoiced needs none. Tax stays as it was invoiced.

    Args:
        act: Who, for which company, on which day, which is the accounting date, or the next open one where postings may
            move.
        expired: What expired.

    Returns:
        How many vouchers were made.

    Raises:
        RetainerNotPosted: The invoice of one, or something deducted or refunded of it, is not posted.
        DayOutsideYears, PeriodClosed, PeriodOnHold, NoOpenPeriod: The day takes no postings.
        AccountMissing: No posting rule names an account.

    Source:
        docs/rules/retainers.md#expiry.
    """
    rows = SQL.rows(
        act,
        retainer_ids=[one.retainer_id for one in expired],
        amounts=[one.transaction_amount for one in expired],
        hours=[one.hours for one in expired],
    )
    [done] = accepted(rows, RetainerNotPosted, *NOT_OPEN, AccountMissing, subject="retainer_ids")
    return int(done["voucher_count"])
