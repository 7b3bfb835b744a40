"""People on the command line: links, and passwords for whoever runs the server."""

import pytest
from commands import refused, said, unbilled
from typer.testing import CliRunner

from acting import granted
from unbilled.cli.main import app
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Invitation, Person
from unbilled.people.reads.administered import PersonAlsoElsewhere
from unbilled.people.rights import NotAllowed

PASSWORD = "three odd lanterns"


@pytest.fixture
def mia(books: Books) -> int:
    books.given("company: {code: ACME}")
    return granted(books.company_id, "mia", "auditor")


def test_links_begin_with_the_address_of_the_back_office(mia: int) -> None:
    told = unbilled("people", "invite", "mia", "--address", "https://books.example/").stdout
    links = said("people", "invite", "mia")["links"]

    assert "mia: https://books.example/invitation/" in told
    assert links["mia"].startswith("http://127.0.0.1:8000/invitation/")
    assert Invitation.objects.filter(ended_at=None).count() == 1


def test_a_link_for_whom_one_does_not_administer_is_refused(books: Books, mia: int) -> None:
    granted(books.company_id, "boss", "administrator")

    assert isinstance(refused("people", "invite", "accountant", "--as", "boss"), PersonAlsoElsewhere)
    assert isinstance(refused("people", "invite", "boss", "--as", "mia"), NotAllowed)


def test_a_password_is_set_by_who_runs_the_server(mia: int) -> None:
    for given, more in ((f"{PASSWORD}\n{PASSWORD}\n", []), (f"{PASSWORD}\n", ["--from-stdin"])):
        Person.objects.filter(pk=mia).update(password="!")

        result = CliRunner().invoke(app, ["people", "password", "mia", *more], input=given)

        assert result.exit_code == 0, result.output
        assert PASSWORD not in result.output
        assert Person.objects.get(pk=mia).check_password(PASSWORD)


def test_a_password_that_is_too_weak_is_not_set(mia: int) -> None:
    result = CliRunner().invoke(app, ["people", "password", "mia", "--from-stdin"], input="short\n")

    assert type(result.exception).__name__ == "PasswordTooWeak"
    assert Person.objects.get(pk=mia).password == ""
