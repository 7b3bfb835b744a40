"""Tasks of the projects of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Moment, Text
from unbilled.foundation.lists.questions import Contains, Named, Reference
from unbilled.foundation.statements import statement

TASKS = List(
    name="tasks",
    title="Tasks",
    nothing="There is no such task.",
    statement=statement(__file__),
    key=("task_id",),
    columns=(
        Identity("task_id"),
        Text("name", "Task"),
        Identity("project_id"),
        Code("project", "Project", is_shown=False),
        Text("task", "Name", is_shown=False),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("project"),
        Reference("task"),
        Contains(columns=("name",)),
        Named("person", "changed_by"),
    ),
    sorts={"name": ("name",)},
    order="name",
    scope="",
)
"""Tasks. Source: docs/rules/masters.md#projects."""
