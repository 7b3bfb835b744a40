"""How an act moves."""

from unbilled.foundation.states import Arrow, Diagram

ACT = Diagram(
    table="people_act",
    start="running",
    arrows=(
        Arrow("close_act", "running", "done"),
        Arrow("close_act", "running", "refused"),
        Arrow("close_act", "running", "interrupted"),
    ),
    column="outcome",
)
