"""How a run moves."""

from unbilled.foundation.states import Arrow, Diagram

RUN = Diagram(
    table="runs_run",
    start="running",
    arrows=(
        Arrow("finish_run", "running", "finished"),
        Arrow("interrupt_run", "running", "interrupted"),
    ),
)
