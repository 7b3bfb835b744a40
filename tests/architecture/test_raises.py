"""An event says what it refuses: what it names itself, and what the functions it calls say that they refuse."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from checks import SOURCE, events

from unbilled.config.docs import refusal_classes

REFUSALS = {one.__name__ for one in refusal_classes()}
NAMED = re.compile(r"^\s+([A-Z]\w+(?:, [A-Z]\w+)*):", re.MULTILINE)
# What a function refuses for others, and not for these: they hand it nothing that could be at fault.
NEVER = {
    "agreements.reopen_contracts": {"SplitNotComplete"},
    "billing.confirm_proformas": {"ProductBeyondContract"},
    "billing.prepare_products": {
        "ContractNotConfirmed",
        "RetainerNotMarkable",
        "WorkNotMarkable",
        "WorkOverLimit",
    },
    "billing.prepare_progress": {
        "ContractNotConfirmed",
        "RetainerNotMarkable",
        "WorkNotMarkable",
        "WorkOverLimit",
    },
    "documents.render_invoices": {"EInvoiceNotSendable"},
    "documents.retry_deliveries": {"AlreadySent", "InvoiceUnknown", "InvoicesNotPrintable"},
    "process.accept_recalls": {"EntryNotApprovedNow"},
    "process.add_contract_lines": {"ProductBeyondContract"},
    "process.add_contracts": {"ProductBeyondContract"},
    "process.add_prices": {"ProductBeyondContract"},
    "process.bill_due_work": {"ContractUnknown", "WorkOfOtherContracts"},
    "process.bill_work": {
        *(
            "ContractNotConfirmed",
            "MilestoneNotReady",
            "RetainerNotMarkable",
            "WorkNotReady",
            "WorkOfOtherContracts",
        ),
        "WorkOverLimit",
    },
    "process.change_contracts": {"ProductBeyondContract"},
    "process.change_prices": {"ProductBeyondContract"},
    "process.confirm_and_propose": {"ProformaNotConfirmed"},
    "process.confirm_contracts": {"FeeNotCovered"},
    "process.open_company": {"ChangedMeanwhile"},
    "process.postpone_part": {"WorkNotHoldable"},
    "process.record_approved_work": {"EntryNotApproved", "EntryNotDraft"},
    "process.remove_company": {"CompanyNotNamed"},
    "process.reopen_contracts": {"ProductBeyondContract"},
    "work.attach_receipts": {"EntryRecorded"},
    "work.change_entries": {"EntryRecorded"},
    "work.remove_receipts": {"EntryRecorded"},
}


@dataclass(frozen=True)
class Module:
    """A module: its functions, what it names at its top, and what it imports from where."""

    functions: dict[str, ast.FunctionDef]
    constants: dict[str, ast.expr]
    imported: dict[str, tuple[str, str]]


@cache
def module(name: str) -> Module | None:
    """A module of the house by its dotted name."""
    path = SOURCE.joinpath(*name.split(".")[1:]).with_suffix(".py")
    return read(path.read_text()) if path.exists() else None


def read(text: str) -> Module:
    """What stands at the top of a module."""
    body = ast.parse(text).body
    return Module(
        functions={one.name: one for one in body if isinstance(one, ast.FunctionDef)},
        constants={
            target.id: one.value
            for one in body
            if isinstance(one, ast.Assign)
            for target in one.targets
            if isinstance(target, ast.Name)
        },
        imported={
            name.asname or name.name: (one.module, name.name)
            for one in body
            if isinstance(one, ast.ImportFrom) and one.module and one.module.startswith("unbilled.")
            for name in one.names
        },
    )


def said(function: ast.FunctionDef) -> set[str]:
    """What a docstring names under ``Raises:``."""
    section = re.search(r"Raises:\n(.*?)(\n\s*\n|\Z)", ast.get_docstring(function) or "", re.DOTALL)
    return {name for names in NAMED.findall(section[1]) for name in names.split(", ")} if section else set()


def refused(of: Module, node: ast.AST, seen: set[str]) -> Iterator[str]:
    """What a function may refuse, with its helpers in the module, and by what those it calls say."""
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in of.imported:
            yield from _said_by(".".join(of.imported[one.value.id]), one.attr)
        if not isinstance(one, ast.Name) or one.id in seen:
            continue
        seen.add(one.id)
        if one.id in REFUSALS:
            yield one.id
        elif one.id in of.constants:
            yield from refused(of, of.constants[one.id], seen)
        elif one.id in of.functions:
            yield from refused(of, of.functions[one.id], seen)
        elif one.id in of.imported:
            yield from _said_by(*of.imported[one.id])


def _said_by(name: str, function: str) -> Iterable[str]:
    of = module(name)
    return said(of.functions[function]) & REFUSALS if of and function in of.functions else ()


def events_of(of: Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The events of a module by their names."""
    for function in of.functions.values():
        for one in function.decorator_list:
            if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "event":
                yield str(ast.literal_eval(one.args[0])), function


def breaches(of: Module) -> list[str]:
    """Refusals that an event does not say."""
    return [
        f"{name} does not say that it refuses {', '.join(sorted(silent))}"
        for name, function in events_of(of)
        if "Refusal" not in said(function)
        and (silent := set(refused(of, function, set())) - said(function) - NEVER.get(name, set()))
    ]


@pytest.mark.parametrize("room", sorted({path.relative_to(SOURCE).parts[0] for path in events()}))
def test_an_event_says_all_that_it_refuses(room: str) -> None:
    texts = [path.read_text() for path in events() if path.relative_to(SOURCE).parts[0] == room]

    assert [breach for text in texts for breach in breaches(read(text))] == []


def test_what_is_not_said_is_caught() -> None:
    text = '''
from unbilled.billing.events.plan_products import plan_products

@event("billing.sell")
def sell(act):
    """Sell.

    Raises:
        MilestoneUnknown: There is none.
    """
    plan_products(act)
    _refuse()

def _refuse():
    raise MilestoneUnknown or MilestoneBilled
'''
    assert breaches(read(text)) == [
        "billing.sell does not say that it refuses MilestoneBilled, ProductBeyondContract"
    ]
