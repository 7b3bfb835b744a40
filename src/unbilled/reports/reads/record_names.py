"""What people call the records that acts name by identity."""

import re
from collections.abc import Callable, Collection
from typing import Any

from unbilled.foundation.refusing import NOT_THERE
from unbilled.foundation.statements import statement

SQL = statement(__file__)
IDENTITY = re.compile(r"(?P<word>\w+?)_id(?P<many>s?)")
KINDS = {
    "actual": "actual",
    "adjustment": "adjustment",
    "billed": "schedule_row",
    "category": "category",
    "change_order": "change_order",
    "contract": "contract",
    "contract_line": "contract_line",
    "customer": "customer",
    "delivery": "delivery",
    "dimension_set": "dimension_set",
    "entered": "entry",
    "entry": "entry",
    "invitation": "invitation",
    "invoice": "invoice",
    "item_tax_group": "item_tax_group",
    "milestone": "milestone",
    "nothing_due": "schedule_row",
    "page": "customer_page",
    "period": "period",
    "person": "person",
    "proforma": "proforma",
    "project": "project",
    "proposal": "proposal",
    "question": "question",
    "recorded": "actual",
    "reopened": "actual",
    "retainer": "retainer",
    "replaced": "entry",
    "resource": "resource",
    "reversal": "actual",
    "reversed": "actual",
    "role": "role",
    "schedule_row": "schedule_row",
    "task": "task",
    "tax_group": "tax_group",
    "terms": "terms",
    "unbilled": "actual",
    "write_off_reason": "write_off_reason",
}
"""Kind of the records that a word before ``_id`` or ``_ids`` stands for."""
NUMBERED = ("act", "run", "upload")
"""Records that people know by their identity; of others that have no name, only the names beside it are told."""
KEYED = {
    "actuals.adjust_sales amounts": "actual",
    "actuals.adjust_sales posted_on": "actual",
    "actuals.adjust_sales prices": "actual",
    "actuals.divide_sales amounts": "actual",
    "actuals.restore_sales posted_on": "actual",
    "agreements.note_schedule_failures problems": "schedule_row",
    "billable": "entry",
    "billing.apply_retainers amounts": "retainer",
    "billing.change_retainers changes": "retainer",
    "billing.deduct_retainers amounts": "retainer",
    "billing.refund_retainers amounts": "retainer",
    "billing_types": "entry",
    "descriptions": "entry",
    "process.postpone_part amounts": "actual",
    "process.write_off_work amounts": "actual",
    "process.write_up_work amounts": "actual",
    "work.change_entries changes": "entry",
}
"""Kind of the records by whose identity something is given: by its name, or by the event and its name."""
ANSWERED = {
    "accounting.propose": "proposal",
    "agreements.add_contract_lines": "contract",
    "agreements.add_prices": "contract",
    "agreements.change_contract_lines": "contract",
    "agreements.change_contracts": "contract",
    "agreements.approve_change_orders": "change_order",
    "agreements.change_prices": "contract",
    "billing.add_retainers": "retainer",
    "billing.change_milestones": "milestone",
    "billing.change_retainers": "retainer",
    "billing.claim_work": "proforma",
    "billing.create_milestones": "milestone",
    "billing.release_work": "proforma",
    "billing.generate_milestones": "milestone",
    "billing.prepare_products": "milestone",
    "billing.prepare_progress": "milestone",
    "billing.write_details": "",
    "documents.begin_sending": "delivery",
    "work.write_entries": "entry",
}
"""Kind of the records whose bare identities an event answers; empty: what it answers are numbers of lines."""

Say = Callable[[str, int], str]


def record_names(*, company_id: int, wanted: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The names of records, by kind and identity; those that are not there have none.

    Args:
        company_id: Company that they are of.
        wanted: Their kinds, such as ``entry``, and identities.

    Source:
        docs/rules/acts.md#the-act-log.
    """
    rows = SQL.rows(
        company_id=company_id, kinds=[kind for kind, _ in wanted], ids=[identity for _, identity in wanted]
    )
    return {(row["kind"], row["id"]): row["name"] for row in rows}


def named_act(*, company_id: int, event: str, asked: Any, answer: Any) -> tuple[Any, Any]:
    """What an act was asked and answered, records by the names that people know.

    Args:
        company_id: Company of the act.
        event: What was asked for.
        asked: With what, as the log keeps it.
        answer: What was answered, as the log keeps it.
    """

    def told(say: Say) -> tuple[Any, Any]:
        named = answer
        if event.partition(".")[2].startswith(("add_", "invite_")) and isinstance(answer, dict):
            named = list(answer)  # names of what was added, each with its identity
        return _named(asked, say, event=event), _named(named, say, kind=ANSWERED.get(event, ""))

    wanted: dict[tuple[str, int], str] = {}
    told(lambda kind, identity: wanted.setdefault((kind, identity), ""))
    names = record_names(company_id=company_id, wanted=wanted) if wanted else {}
    return told(lambda kind, identity: names.get((kind, identity), NOT_THERE))


def _named(value: Any, say: Say, *, kind: str = "", event: str = "") -> Any:
    if kind and not isinstance(value, bool | list | dict) and str(value).isdecimal():
        return say(kind, int(value))
    if isinstance(value, list):
        return [_named(one, say, kind=kind) for one in value]
    if not isinstance(value, dict) or value.keys() == {"count", "sha256"}:
        return value
    if kind:
        return {_named(one, say, kind=kind): _named(part, say) for one, part in value.items()}
    said: dict[str, Any] = {}
    for name, part in value.items():
        found = IDENTITY.fullmatch(name)
        if found and found["word"] in KINDS:
            spoken = _plural(found["word"]) if found["many"] else found["word"]
            if spoken not in value:  # its name stands beside it
                said[spoken] = _named(part, say, kind=KINDS[found["word"]])
        elif not found or found["word"] in NUMBERED or isinstance(part, str):
            said[name] = _named(part, say, kind=KEYED.get(name) or KEYED.get(f"{event} {name}", ""))
    return said


def _plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
