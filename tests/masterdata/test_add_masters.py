"""Adding masters: what is named and missing is there afterwards, what is there stays."""

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_masters import AddedMasters, add_masters
from unbilled.masterdata.models import Category, Project, Resource, Role, Task


def test_what_is_missing_is_added_and_counted(books: Books) -> None:
    books.given("{resources: {Ada Moreau: Developer}, projects: {P-1: {name: Website}}}")
    project = books.id("projects", "P-1")

    added = add_masters(
        acting(books.company_id),
        resources={"Ada Moreau": "other@home.example", "Eve Lund": "eve@home.example"},
        projects={"P-1": ("Another name", ""), "P-2": ("Data base", "Helios")},
        categories=[("time", "Coding", "Work"), ("expense", "Coding", "")],
        roles=["Developer", "Pilot"],
        tasks=[(project, "Design"), (project, "Build")],
    )

    assert added == AddedMasters(resources=1, projects=1, categories=2, roles=1, tasks=2)
    assert set(Resource.objects.values_list("name", "email", "role__name")) == {
        ("Ada Moreau", "", "Developer"),
        ("Eve Lund", "eve@home.example", None),
    }
    assert set(Project.objects.values_list("code", "name", "client", "stage")) == {
        ("P-1", "Website", "", "open"),
        ("P-2", "Data base", "Helios", "open"),
    }
    assert set(Category.objects.values_list("transaction_class", "name", "category_group")) == {
        ("time", "Coding", "Work"),
        ("expense", "Coding", ""),
    }
    assert set(Role.objects.values_list("name", "billing_type")) == {
        ("Developer", "chargeable"),
        ("Pilot", "chargeable"),
    }
    assert set(Task.objects.values_list("project_id", "name")) == {(project, "Design"), (project, "Build")}


def test_adding_twice_adds_nothing(books: Books) -> None:
    books.given("{}")
    for count in (1, 0):
        assert add_masters(acting(books.company_id), roles=["Pilot"]).roles == count
