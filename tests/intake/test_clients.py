"""A project is named within its customer: the client that a file names must be the project's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from acting import acting
from unbilled.intake.events.import_entries import ImportedFile, import_entries
from unbilled.intake.importing.mapping import load_mapping
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Project
from unbilled.work.models import Entry

WORLD = """
company: {accounting_currency: EUR}
roles: {Developer: {cost_price: 10}}
resources: {Tom Reed: {role: Developer}}
customers: {Quay: {account: "K-7", name: Quay Shipping GmbH}, Mill: {account: "K-8", name: Mill & Daughters}}
projects: {S-1: {name: Support}, S-2: {name: Support}, L-1: {name: Loft}}
contracts:
  C-1: {customers: {Quay: 100}, sales_prices: {Developer: 90}, lines: {Care: {project: S-1}}}
  C-2: {customers: {Mill: 100}, sales_prices: {Developer: 95}, lines: {Care: {project: S-2}}}
"""
HEAD = "Date,Resource,Customer,Project,Hours,Text\n"
ROW = "2026-02-0{day},Tom Reed,{client},{project},1,{day}\n"

Import = Callable[..., ImportedFile]


@pytest.fixture
def bring_in(books: Books, tmp_path: Path) -> Import:
    books.given(WORLD)

    def run(pairs: list[tuple[str, str]], mapping: str = "", **more: Any) -> ImportedFile:
        path, own = tmp_path / "work.csv", tmp_path / "own.toml"
        rows = "".join(
            ROW.format(day=day, client=client, project=project)
            for day, (client, project) in enumerate(pairs, 1)
        )
        path.write_text(HEAD + rows, encoding="utf-8")
        own.write_text(mapping, encoding="utf-8")
        act = acting(books.company_id, by=books.person_id)
        return import_entries(act, path=path, mapping=load_mapping("csv", own if mapping else None), **more)

    return run


def projects() -> list[str]:
    return list(Entry.objects.order_by("transaction_date").values_list("project__code", flat=True))


def test_the_pair_is_the_name(bring_in: Import) -> None:
    """Two projects are called Support; the client, by name, account or in other letters, tells which."""
    imported = bring_in(
        [("Quay Shipping GmbH", "Support"), ("K-8", "support"), ("MILL &  DAUGHTERS", "Support")]
    )
    assert (imported.rejections, projects()) == ([], ["S-1", "S-2", "S-2"])


def test_another_client_is_set_aside(bring_in: Import) -> None:
    imported = bring_in([("Mill & Daughters", "S-1"), ("Quay Shipping GmbH", "S-1"), ("", "Support")])
    assert [(each.row, each.column, each.code) for each in imported.rejections] == [
        (2, "Customer", "ProjectOfOtherClient"),
        (4, "Project", "MasterAmbiguous"),
    ]
    assert imported.rejections[0].reason == (
        "Project 'S-1' is of Quay Shipping GmbH; the row says 'Mill & Daughters'."
    )
    assert projects() == ["S-1"]


def test_a_pair_and_a_client_can_be_mapped(bring_in: Import) -> None:
    mapping = (
        'extends = "csv"\n[values.project]\n"Old Mill / Repairs" = "S-2"\n"Repairs" = "S-1"\n'
        '[values.customer]\n"Quay" = "K-7"\n"Old Mill" = "Mill & Daughters"\n'
    )
    imported = bring_in([("Quay", "Repairs"), ("Old Mill", "Repairs")], mapping)
    assert (imported.rejections, projects()) == ([], ["S-1", "S-2"])


def test_added_projects_of_two_clients_are_two(bring_in: Import) -> None:
    pairs = [("Ahorn", "Website"), ("Birke", "Website"), ("AHORN", "website"), ("Birke", "Website")]
    imported = bring_in(pairs, create_missing=True)
    assert imported.rejections == []
    assert projects() == ["Website", "Website (Birke)", "Website", "Website (Birke)"]
    assert set(Project.objects.filter(name="Website").values_list("code", "client")) == {
        ("Website", "Ahorn"),
        ("Website (Birke)", "Birke"),
    }
    # Another file tells them apart as well, and a third client has a third.
    bring_in([("Birke", "Website"), ("Ceder", "Website")], create_missing=True)
    assert Project.objects.filter(name="Website").count() == 3


def test_a_client_beside_a_project_of_another_gets_its_own(bring_in: Import) -> None:
    imported = bring_in([("Ahorn", "Support")], create_missing=True)
    assert (imported.rejections, projects()) == ([], ["Support"])
    assert Project.objects.get(code="Support").client == "Ahorn"


def test_a_project_of_nobody_is_noted_and_never_of_two(bring_in: Import) -> None:
    imported = bring_in([("Ahorn", "Loft")])
    assert [(note.sentence, note.rows) for note in imported.notes] == [
        ("no contract says whose project it is: L-1 (Ahorn)", (2,))
    ]
    both = bring_in([("Ahorn", "Loft"), ("Birke", "Loft")])
    assert [each.code for each in both.rejections] == ["ProjectOfSeveralClients"] * 2
