"""Breaches planted in the books behind the guards' backs, to show that an invariant finds them."""

from django.db import connection, transaction

from truths import untrue


def truths_broken_by(breach: str) -> set[str]:
    """Names of the invariants that do not hold after a statement that no guard saw; it is undone again."""
    planted = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set session_replication_role = replica")
        cursor.execute(breach)
        assert cursor.rowcount > 0
        cursor.execute("set session_replication_role = origin")
    found = {one.name for one in untrue()}
    transaction.savepoint_rollback(planted)
    return found
