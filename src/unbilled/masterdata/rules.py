"""What every conversion of money has in common."""

from unbilled.foundation.refusals import Refusal

ABOUT = ("entry_ids", "actual_ids", "proposal_ids")


class ExchangeRateMissing(Refusal):
    """A conversion needs a rate that holds on its day; nothing is converted at a guess.

    Raised with ``pairs`` such as ``GBP to USD on 2026-03-02``, and with the ``entry_ids``, ``actual_ids``
    or ``proposal_ids`` that need the rate.
    """

    sentence = "There is no exchange rate for {pairs}."
    remedy = "Enter a rate of that pair, valid from that day or earlier."

    @property
    def subject_ids(self) -> tuple[int, ...]:
        """The entries, actuals or proposals that need the rate."""
        return tuple(key for name in ABOUT for key in self.details.get(name, ()))
