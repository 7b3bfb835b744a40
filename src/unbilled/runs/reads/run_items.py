"""What a run set aside: each record with its refusal and what to do about it."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Text, Word
from unbilled.foundation.lists.questions import Contains, Named
from unbilled.foundation.statements import statement
from unbilled.people.rights import OWN_ACTS

RUN_ITEMS = List(
    name="run-items",
    title="Set aside",
    nothing="Nothing was set aside.",
    statement=statement(__file__),
    given=("run_id",),
    key=("item_id",),
    columns=(
        Identity("item_id"),
        Word("record_kind", "Kind"),
        Text("record_name", "Record"),
        Identity("record_id"),
        Code("refusal", "Refusal"),
        Text("sentence", "What is wrong"),
        Text("remedy", "What to do"),
    ),
    questions=(
        Named("refusal", "refusal"),
        Named("record_kind", "record_kind"),
        Contains(columns=("sentence",)),
    ),
    sorts={"refusal": ("refusal", "record_kind", "record_id")},
    order="refusal",
    scope=OWN_ACTS,
)
"""Records that a run set aside, by refusal."""
