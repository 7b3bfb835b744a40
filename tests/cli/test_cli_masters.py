"""Masters on the command line: each kind is listed, shown, added and changed, and every example works."""

import json
import re
import shlex

import pytest
import typer
from commands import books_as_they_are, refused, said, unbilled
from typer.main import get_command

from mastering import WORLD
from unbilled.cli.doors import DOORS, door
from unbilled.cli.main import app
from unbilled.cli.mastering import Group, flag
from unbilled.cli.masters import GROUPS
from unbilled.cli.people import PEOPLE
from unbilled.config.docs import refusal_classes
from unbilled.foundation.masters import described
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import FiscalPeriod
from unbilled.masterdata.models import Customer
from unbilled.people.events.revoke_roles import LastAdministrator
from unbilled.tax.models import TaxRate

ALL = (*GROUPS, PEOPLE)
# What stands in an example but not in the world of these tests.
NEEDED = {
    "customers": ["tax-groups add EU --codes VAT0"],
    "resources": ["roles add Architect", "resources change 'Ada Moreau' --name 'Ada Lund'"],
    "tasks": ["tasks change P-1/Design --name Sketch"],
    "roles": ["roles change Developer --name Engineer", "roles add Trainee"],
    "org-units": ["org-units change North --name West"],
    "categories": ["categories change expense/Travel --name Trips"],
    "terms": ["terms change N30 --code N60"],
    "tax": ["tax add RC --rates 2026-01-01=0", "tax change VAT20 --code VAT21"],
    "tax-groups": ["tax-groups change DOMESTIC --code ALL"],
    "item-tax-groups": ["item-tax-groups change FULL --code ALL", "tax add RC --rates 2026-01-01=0"],
    "posting-rules": ["accounts add 4020"],
}


def command(group: Group, verb: str, example: str) -> list[str]:
    return [group.name, verb, *shlex.split(example)]


@pytest.mark.parametrize("group", ALL, ids=lambda group: group.name)
def test_a_group_says_of_its_kind_what_is_so(group: Group) -> None:
    kind = group.found_kind()
    key = kind.keys[0] if kind.is_labeled else kind.key
    assert (group.record, group.key) == (kind.record, key)
    assert set(group.fixed) == {*kind.fixed, *kind.apart}


@pytest.mark.parametrize("group", ALL, ids=lambda group: group.name)
def test_every_example_works_and_a_dry_run_changes_nothing(books: Books, group: Group) -> None:
    books.given(WORLD)
    for line in NEEDED.get(group.name, ()):
        said(*shlex.split(line))
    if group.name == "line-properties":
        from unbilled.accounting.models import LineProperty

        LineProperty.objects.filter(billing_type="complimentary").delete()
    add = command(group, "add", group.add_example)
    before = books_as_they_are()
    dry = said(*add, "--dry-run")
    assert books_as_they_are() == before
    done = said(*add)
    assert (done["counts"], done["names"]) == (dry["counts"], dry["names"])
    assert list(done["counts"].values()) == [len(done["names"])]
    kind = group.found_kind()
    shown = said(group.name, "show", *done["names"])
    assert list(shown) == done["names"]
    assert set(shown[done["names"][0]]) == set(kind.fields)

    # The projects and the customer of the world are open and released, as the examples leave them.
    change = command(group, "change", group.change_example)
    tried = said(*change, "--dry-run")["changes"]
    assert described(books.company_id, kind, done["names"])
    assert said(*change)["changes"] == tried
    assert bool(tried) == (group.name not in ("customers", "projects"))
    rows = said(*command(group, "list", group.list_example))["rows"]
    assert bool(rows) == (group.name != "customers")


@pytest.mark.parametrize("group", ALL, ids=lambda group: group.name)
def test_every_command_tells_an_example_and_every_field(group: Group) -> None:
    for verb in ("list", "show", "add", "change"):
        told = unbilled(group.name, verb, "--help").output
        assert "Example: unbilled" in " ".join(told.split()), (group.name, verb)
    options = unbilled(group.name, "add", "--help").output
    for one in group.found_kind().fields:
        assert one in group.keys or flag(group.flags, one) in options


def test_a_customer_is_held_and_released(books: Books) -> None:
    books.given(WORLD)
    before = books_as_they_are()
    tried = unbilled("customers", "change", "10010", "--on-hold", "yes", "--name", "Helios plc", "--dry-run")
    assert tried.output.splitlines() == [
        "Dry run, nothing is changed. Changed: 1 customer.",
        "  10010: name Helios → Helios plc",
        "  10010: on hold no → yes",
    ]
    assert books_as_they_are() == before
    said("customers", "change", "10010", "--on-hold", "yes")
    assert Customer.objects.get().on_hold
    assert [row["account"] for row in said("customers", "list", "--on-hold")["rows"]] == ["10010"]
    changed = said("customers", "change", "10010", "--on-hold", "no", "--tax-group", "none")
    assert [(one["field"], one["before"], one["after"]) for one in changed["changes"]] == [
        ("tax_group", "DOMESTIC", None),
        ("on_hold", True, False),
    ]
    assert unbilled("customers", "change", "10010", "--on-hold", "no").output == "Changed: 0 customers.\n"
    shown = unbilled("customers", "show", "10010").output.splitlines()
    assert shown == ["10010", "  account             10010", *shown[2:]]
    assert "  on hold             no" in shown
    assert not any("tax group" in line for line in shown)


def test_several_are_changed_in_the_same_way_or_none(books: Books) -> None:
    books.given(WORLD)
    said("customers", "add", "1", "2", "--language", "de", "--dimensions", "region=north")
    listed = {row["account"]: row["language"] for row in said("customers", "list")["rows"]}
    assert listed == {"10010": "en", "1": "de", "2": "de"}
    said("customers", "change", "1", "2", "--dimensions", "none", "--currency", "CHF")
    assert [one["currency"] for one in said("customers", "show", "1", "2").values()] == ["CHF", "CHF"]
    assert refused("customers", "change", "1", "3", "--on-hold", "yes").code == "MastersRefused"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("customers change 10010", "say what changes"),
        ("customers change 10010 --on-hold maybe", "'maybe' is neither yes nor no"),
        ("rates add GBP/EUR --rate 1", "'GBP/EUR' is not like FROM_CURRENCY/TO_CURRENCY/VALID_FROM"),
        ("rates add GBP/EUR/soon --rate 1", "'soon' is not a day such as 2026-03-02"),
        ("rates add GBP/EUR/2026-03-01", "Missing option '--rate'"),
        ("tax add-rate VAT20 --from soon --rate 20", "'soon' is not a day such as 2026-03-02"),
        ("tax charge GST --from soon --rate 15", "'soon' is not a day such as 2026-03-02"),
        ("tax add VAT7 --rates 7", "'7' is not like NAME=VALUE"),
    ],
)
def test_what_is_typed_wrong_is_told(books: Books, line: str, sentence: str) -> None:
    books.given(WORLD)
    before = books_as_they_are()
    result = unbilled(*shlex.split(line))
    assert result.exit_code == 2
    assert sentence in " ".join(result.output.replace("│", " ").split())
    assert books_as_they_are() == before


def test_a_tax_code_gets_a_rate_from_a_day_on(books: Books) -> None:
    books.given(WORLD)
    assert said("tax", "add-rate", "VAT20", "--from", "2026-07-01", "--rate", "16.5")["counts"] == {
        "rates": 1
    }
    assert said("tax", "show", "VAT20")["VAT20"]["rates"] == {"2000-01-01": "20", "2026-07-01": "16.5"}
    assert TaxRate.objects.filter(tax_code__code="VAT20").count() == 2
    assert (
        refused("tax", "add-rate", "VAT20", "--from", "2026-08-01", "--rate", "101").code == "MastersRefused"
    )


def test_a_tax_is_charged_on_all_sales(books: Books) -> None:
    books.given(WORLD)

    assert said("tax", "charge", "GST", "--rate", "15", "--name", "GST 15 %")["counts"] == {"taxes": 1}

    assert said("tax", "show", "GST")["GST"]["rates"] == {"2000-01-01": "15"}
    assert said("tax-groups", "show", "GST")["GST"]["codes"] == ["GST"]
    before = books_as_they_are()
    assert refused("tax", "charge", "GST", "--rate", "15").code == "MastersRefused"
    assert books_as_they_are() == before


def test_years_are_added_and_listed(books: Books) -> None:
    books.given(WORLD)
    before = FiscalPeriod.objects.count()
    assert said("years", "add", "2028", "--dry-run")["counts"] == {"periods": 12}
    assert FiscalPeriod.objects.count() == before
    assert unbilled("years", "add", "2028", "2029").output == "Added: 24 periods.\n"
    rows = said("years", "list", "--year", "2029")["rows"]
    assert [(row["first_day"], row["last_day"], row["open_count"]) for row in rows] == [
        ("2029-01-01", "2029-12-31", 12)
    ]
    assert refused("years", "add", "2031").code == "FiscalYearNotNext"


def test_roles_are_granted_and_revoked(books: Books) -> None:
    books.given(WORLD)
    said("people", "add", "mia", "jo")
    granted = said("people", "grant", "mia", "jo", "--role", "auditor", "--role", "project-manager")
    assert granted["counts"] == {"roles": 4}
    assert [row["roles"] for row in said("people", "list", "--text", "mia")["rows"]] == [
        "auditor, project manager"
    ]
    assert (
        refused("customers", "change", "10010", "--on-hold", "yes", "--as", "nobody").code == "PersonUnknown"
    )
    said("customers", "change", "10010", "--on-hold", "yes", "--as", "mia")
    assert said("people", "revoke", "mia", "--role", "project_manager")["counts"] == {"roles": 1}
    assert refused("customers", "change", "10010", "--on-hold", "no", "--as", "mia").code == "NotAllowed"
    said("people", "grant", "jo", "--role", "administrator")
    assert refused("people", "revoke", "jo", "--role", "administrator").code == "LastAdministrator"


def test_a_company_is_listed_shown_and_changed(books: Books) -> None:
    books.given(WORLD)
    assert unbilled("company", "list").output == "ACME  Home Office Ltd, EUR\n"
    assert [one["code"] for one in json.loads(unbilled("company", "list", "--json").output)] == ["ACME"]
    line = "company change --daily-limit 600 --move-to-open-period yes --default-item-tax-group none"
    tried = unbilled(*shlex.split(line), "--dry-run").output.splitlines()
    assert tried[0] == "Dry run, nothing is changed. Changed: 1 company."
    assert tried[1:] == [
        "  ACME: daily limit minutes 1440 → 600",
        "  ACME: move to open period no → yes",
        "  ACME: default item tax group FULL → none",
    ]
    assert said("company", "show")["ACME"]["daily_limit_minutes"] == 1440
    said(*shlex.split(line))
    shown = said("company", "show")["ACME"]
    assert (shown["daily_limit_minutes"], shown["default_item_tax_group"]) == (600, None)
    said("company", "change", "--daily-limit", "none")
    assert said("company", "show")["ACME"]["daily_limit_minutes"] is None
    assert refused("company", "change", "--time-zone", "Lisbon").code == "MastersRefused"


@pytest.mark.parametrize(("code", "line"), DOORS.items())
def test_a_remedy_that_names_a_command_names_one_there_is(code: str, line: str) -> None:
    """It is read as it would be, with something in place of the words in capitals."""
    assert code in {refusal.__name__ for refusal in refusal_classes()}
    for each in line.split("; "):
        first, *words = each.split()
        assert first == "unbilled"
        found = get_command(app)
        while hasattr(found, "commands"):
            found = found.commands[words.pop(0)]
        words = [word.replace("DATE", "2026-03-31").replace("YEAR", "2028") for word in words]
        found.make_context("unbilled", [re.sub("^(MINUTES|LINE)$", "600", word) for word in words])


def test_a_refusal_tells_its_command() -> None:
    assert door(LastAdministrator(people=["mia"])) == "unbilled people grant NAME --role administrator"
    assert isinstance(app, typer.Typer)
