"""The world that a scenario or the demonstration begins with: one act of whoever plays it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from unbilled.foundation.acts import Act, running
from unbilled.intake.company_files.building import build_world
from unbilled.intake.company_files.world import World


def describe(act: Act, given: Mapping[str, Any]) -> World:
    """Build the world of a ``given`` part.

    Args:
        act: Who plays, on which day; no company is named yet.
        given: The description, read from YAML.

    Returns:
        The company and the names of its records.

    Raises:
        Refusal: What building it refuses.
    """
    with running("lab.given", act, {"company": dict(given.get("company") or {})}) as described:
        world = build_world(described, given)
    world.act = replace(world.act, act_id=None)
    return world
