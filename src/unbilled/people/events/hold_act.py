"""Hold an act of many transactions: as long as it is held, everybody sees that it is under way."""

from unbilled.foundation.statements import statement

SQL = statement(__file__)
RELEASE = statement(__file__, "release")


def hold_act(act_id: int) -> None:
    """Hold an act for the session that carries it out; the hold ends with the session, however that ends.

    Args:
        act_id: An act in outcome ``running``.

    Source:
        docs/rules/acts.md#acts-under-way.
    """
    SQL.row(act_id=act_id)


def release_act(act_id: int) -> None:
    """Let go of an act that has ended.

    Args:
        act_id: An act that this session holds.

    Source:
        docs/rules/acts.md#acts-under-way.
    """
    RELEASE.row(act_id=act_id)
