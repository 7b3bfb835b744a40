"""Who acts on the command line: --as, the environment, the login name, the administrator."""

import pytest
from typer.testing import CliRunner

from acting import granted
from unbilled.cli.main import app
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.people.models import Act as Logged
from unbilled.people.models import Person
from unbilled.people.reads.find_person import PersonUnknown
from unbilled.people.rights import NotAllowed

WORLD = """
company: {code: ACME, accounting_currency: EUR}
resources: {Ada: Developer}
contracts: {C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}}
roles: {Developer: {cost_price: 60}}
"""


@pytest.fixture
def machine(books: Books, monkeypatch: pytest.MonkeyPatch) -> Books:
    """Books, and nobody known who is logged in."""
    monkeypatch.setattr("unbilled.cli.setup.books", lambda **_: None)
    monkeypatch.setattr("unbilled.cli.desk.getpass.getuser", lambda: "root")
    monkeypatch.delenv("UNBILLED_PERSON", raising=False)
    books.given(WORLD)
    books.do("- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 2}}")
    return books


def submitted_by(*arguments: str, **environment: str) -> str:
    """Who a command acts as: submitting, undone again."""
    result = CliRunner().invoke(app, ["submit", *arguments], env=environment)
    if result.exception:
        raise result.exception
    return Logged.objects.filter(event="process.submit").latest("pk").person.username


PRECEDENCE = [
    # --as,            environment,  login name, acts
    ("mia", "tom", "ida", "mia"),
    ("mia", "", "", "mia"),
    ("", "tom", "ida", "tom"),
    ("", "tom", "", "tom"),
    ("", "", "ida", "ida"),
    ("", "", "", "administrator"),
    ("MIA", "", "", "mia"),
]


@pytest.mark.parametrize(("named", "environment", "login", "acts"), PRECEDENCE)
def test_who_is_named_first_acts(
    machine: Books, monkeypatch: pytest.MonkeyPatch, named: str, environment: str, login: str, acts: str
) -> None:
    for name in ("mia", "tom", "ida"):
        granted(machine.company_id, name, "project_manager")
    monkeypatch.setattr("unbilled.cli.desk.getpass.getuser", lambda: login or "root")
    arguments = ["--as", named] if named else []
    assert submitted_by(*arguments, **({"UNBILLED_PERSON": environment} if environment else {})) == acts


@pytest.mark.parametrize("where", ["option", "environment"])
def test_a_name_that_nobody_has_is_refused(machine: Books, where: str) -> None:
    granted(machine.company_id, "mia", "team_member")
    before = snapshot()
    with pytest.raises(PersonUnknown, match="no person 'mai'; the nearest is mia"):
        submitted_by(
            *(["--as", "mai"] if where == "option" else []),
            **({"UNBILLED_PERSON": "mai"} if where == "environment" else {}),
        )
    assert snapshot() == before


def test_somebody_who_left_is_not_there(machine: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named, they are refused; by login name, the administrator stands in as for every stranger."""
    granted(machine.company_id, "mia", "team_member")
    Person.objects.filter(username="mia").update(is_active=False)
    with pytest.raises(PersonUnknown):
        submitted_by("--as", "mia")
    monkeypatch.setattr("unbilled.cli.desk.getpass.getuser", lambda: "mia")
    assert submitted_by() == "administrator"


def test_whoever_may_not_is_refused_by_the_event(machine: Books) -> None:
    granted(machine.company_id, "ida", "auditor")
    before = snapshot()
    with pytest.raises(NotAllowed) as caught:
        submitted_by("--as", "ida")
    assert caught.value.details["person"] == "ida"
    assert snapshot() == before
