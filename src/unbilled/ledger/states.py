"""How a fiscal period moves."""

from unbilled.foundation.states import Arrow, Diagram

PERIOD = Diagram(
    table="ledger_fiscal_period",
    start="open",
    arrows=(
        Arrow("hold_periods", "open", "on_hold"),
        Arrow("open_periods", "on_hold", "open"),
        Arrow("close_periods", "open", "closed"),
        Arrow("close_periods", "on_hold", "closed"),
    ),
)
