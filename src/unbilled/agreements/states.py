"""How a contract moves."""

from unbilled.foundation.states import Arrow, Diagram

CONTRACT = Diagram(
    table="agreements_contract",
    start="draft",
    arrows=(
        Arrow("confirm_contracts", "draft", "confirmed"),
        Arrow("close_contracts", "confirmed", "closed"),
        Arrow("reopen_contracts", "closed", "confirmed"),
    ),
)
