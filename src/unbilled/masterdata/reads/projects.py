"""Projects of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Count, Identity, Moment, Text, Word
from unbilled.foundation.lists.questions import Contains, Named, Reference, Words
from unbilled.foundation.statements import statement

PROJECTS = List(
    name="projects",
    title="Projects",
    nothing="There is no such project.",
    statement=statement(__file__),
    key=("project_id",),
    columns=(
        Identity("project_id"),
        Code("code", "Project"),
        Text("name", "Name"),
        Text("manager", "Manager", if_any=True),
        Text("project_group", "Group", if_any=True),
        Code("tax_group", "Tax group", if_any=True),
        Count("task_count", "Tasks"),
        Word("stage", "Stage", usual="open", if_any=True),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("project"),
        Words("stage", "stage", ("open", "closed")),
        Contains(columns=("code", "name", "manager", "project_group")),
        Named("person", "changed_by"),
    ),
    sorts={"code": ("code",), "name": ("name",)},
    order="code",
    scope="",
)
"""Projects. Source: docs/rules/masters.md#projects."""
