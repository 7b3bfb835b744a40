"""What this room gives to every event: who may, and the log."""

from unbilled.people.events.close_act import close_act
from unbilled.people.events.hold_act import hold_act, release_act
from unbilled.people.events.note_changes import note_changes
from unbilled.people.events.open_act import open_act

__all__ = ["close_act", "hold_act", "note_changes", "open_act", "release_act"]
