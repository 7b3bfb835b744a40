"""A batch of generated work on its way, from drafts to posted invoices: what each stage takes."""

from collections.abc import Callable

from django.db import connection

from unbilled.lab.bench import generated
from unbilled.lab.bench.measured import Stopwatch
from unbilled.lab.bench.stages import Road

# Below this many seconds a stage is noise.
NOISE = 0.05


def taken(
    company: tuple[int, int],
    reference: str,
    lines: int,
    first: int,
    per_invoice: int = 100,
    days: range = range(330),
    analyzed: bool = False,
    done: Callable[[str], None] = lambda stage: None,
) -> dict[str, float]:
    """What each stage takes, from drafts on, for so many lines on the contracts from a given one on.

    Whoever wants to know is told when the drafts are there, and of each stage that is done.
    """
    company_id, person_id = company
    entry_ids = generated.draft_entries(
        company_id=company_id,
        reference=reference,
        entries=lines,
        first=first,
        contracts=max(1, lines // per_invoice),
        days=days,
    )
    if analyzed:
        generated.analyze()
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        [backend] = cursor.fetchone()
    done("drafts")
    cost = {}
    for stage, act in Road(company_id, person_id, entry_ids, per_invoice).stages_from_drafts.items():
        watch = Stopwatch(backend)
        with watch.running():
            act()
        cost[stage] = watch.cost
        done(stage)
    return cost
