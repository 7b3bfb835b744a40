"""How a run moves."""

from unbilled.foundation.states import Arrow, Diagram

RUN = Diagram(
    table="runs_run",
    start="running",
    also_starts=("waiting",),
    arrows=(
        Arrow("take_up_run", "waiting", "running"),
        Arrow("take_up_run", "interrupted", "running"),
        Arrow("finish_run", "running", "finished"),
        Arrow("interrupt_run", "running", "interrupted"),
        Arrow("cancel_runs", "waiting", "canceled"),
        Arrow("cancel_runs", "interrupted", "canceled"),
        Arrow("end_run", "running", "canceled"),
        Arrow("end_run", "waiting", "refused"),
        Arrow("end_run", "running", "refused"),
        Arrow("end_run", "interrupted", "refused"),
    ),
)
