"""What the database refuses about people and their acts."""

from unbilled.foundation.guards import Guard, follows, frozen, undeletable
from unbilled.people.states import ACT


def guards() -> list[Guard]:
    """An act that ended stays as it is; nobody who acted, and no act, is taken away."""
    return [
        follows(ACT),
        frozen("people_act", when="old.outcome <> 'running'"),
        undeletable("people_act"),
        undeletable("people_person"),
    ]
