"""People and what they are in a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Flag, Identity, Text
from unbilled.foundation.lists.questions import Contains
from unbilled.foundation.statements import statement

PEOPLE = List(
    name="people",
    title="People",
    nothing="There is nobody.",
    statement=statement(__file__),
    key=("person_id",),
    columns=(
        Identity("person_id"),
        Code("username", "Person"),
        Text("name", "Name", if_any=True),
        Text("email", "E-mail", if_any=True),
        Text("roles", "Roles"),
        Flag("is_administrator", "Everywhere", if_any=True),
    ),
    questions=(Contains(columns=("username", "name", "email", "roles")),),
    sorts={"name": ("username",)},
    order="name",
    scope="",
)
"""People. Source: docs/rules/acts.md#people."""
