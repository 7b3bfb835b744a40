"""The import contracts hold, and a planted import breaks the one that forbids it."""

from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from checks import ROOT
from grimp import ImportGraph, build_graph
from importlinter.api import read_configuration
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract

KINDS = {"layers": LayersContract, "forbidden": ForbiddenContract}


@cache
def configuration() -> dict[str, Any]:
    return read_configuration(str(ROOT / ".importlinter"))


@cache
def built() -> ImportGraph:
    return build_graph("unbilled", include_external_packages=True)


def broken(importer: str = "", imported: str = "") -> list[str]:
    """Names of the contracts that an import breaks."""
    graph = deepcopy(built())
    for module in filter(None, (importer, imported)):
        if module not in graph.modules:
            graph.add_module(module)
    if importer:
        graph.add_import(importer=importer, imported=imported)
    return [
        options["name"]
        for options in configuration()["contracts_options"]
        if not KINDS[options["type"]](
            name=options["name"],
            session_options=configuration()["session_options"],
            contract_options=options,
        )
        .check(graph=deepcopy(graph), verbose=False)
        .kept
    ]


def test_the_contracts_hold() -> None:
    assert broken() == []


@pytest.mark.parametrize(
    ("importer", "imported", "contract"),
    [
        ("unbilled.ledger.models", "unbilled.billing.models", "Floors"),
        ("unbilled.billing.models", "unbilled.ledger.models", "Floors"),
        ("unbilled.foundation.money", "unbilled.masterdata.models", "Floors"),
        ("unbilled.ledger.models", "unbilled.actuals.models", "The ledger"),
        ("unbilled.work.rules", "unbilled.work.models", "Inside a room"),
        ("unbilled.work.models", "unbilled.work.events.submit_entries", "Inside a room"),
        ("unbilled.work.states", "django", "Drawings and rules"),
        ("unbilled.work.rules", "django", "Drawings and rules"),
    ],
)
def test_a_planted_import_is_caught(importer: str, imported: str, contract: str) -> None:
    assert any(name.startswith(contract) for name in broken(importer, imported))


def test_a_room_without_a_floor_is_caught() -> None:
    assert any(name.startswith("Floors") for name in broken("unbilled.payroll", "unbilled.foundation.money"))
