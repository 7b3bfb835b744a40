"""What is typed beyond all bounds is refused in a sentence, and what is shown is shown as it is."""

import ast
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from commands import books_as_they_are, rows, unbilled, worked

from unbilled.cli import failures, main, terminal
from unbilled.config import settings
from unbilled.foundation.money import AmountTooLarge, to_decimal
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books

ODD = r"Pump :100: [bold]x[/bold] C:\new\[x] \\ 7"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("runs", "show", "9" * 20), "has no run 99999999999999999999"),
        (("runs", "show", "9" * 19), "has no run"),
        (("acts", "show", "9" * 20), "no act 99999999999999999999"),
        (("backlog", "--from-amount", "1e400"), "More than the books hold"),
        (("backlog", "--from-amount", "nan"), "is not a number"),
    ],
)
def test_a_figure_beyond_all_bounds_is_refused(books: Books, arguments: tuple[str, ...], said: str) -> None:
    worked(books)
    before = books_as_they_are()

    result = unbilled(*arguments)

    assert isinstance(result.exception, Refusal)
    assert said in result.exception.message
    assert len(result.exception.message) < 200
    assert books_as_they_are() == before


@pytest.mark.parametrize("quantity", ["1e400", "1e-400", "9" * 400, "inf", "nan"])
def test_a_quantity_beyond_all_bounds_is_refused(books: Books, quantity: str) -> None:
    worked(books)
    before = books_as_they_are()

    result = unbilled("approve", "--entry", "T1", "--billable", f"T1={quantity}")

    assert result.exit_code == 2
    assert "is not a number" in result.output
    assert books_as_they_are() == before


def test_all_rows_are_asked_for_by_any_large_limit(books: Books) -> None:
    worked(books)

    assert unbilled("backlog", "--limit", "9" * 30).exit_code == 0


def test_a_number_with_more_digits_than_any_column_is_refused() -> None:
    with pytest.raises(AmountTooLarge, match=r"^More than the books hold: 9{80}…\."):
        to_decimal("9" * 10_000)


def test_an_argument_that_is_no_text_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["unbilled", "backlog", "--company", "Caf\udce9"])

    with pytest.raises(main.ArgumentNotText):
        main.refuse_unreadable(sys.argv)
    with pytest.raises(SystemExit) as ended:
        main.main()

    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("'Caf\\xe9' is not text that can be read.\n")


def test_what_the_database_has_no_room_for_is_said_as_that() -> None:
    """The last net: what no command has refused before."""
    for cause in (
        psycopg.errors.NumericValueOutOfRange("too big"),
        psycopg.errors.StatementTooComplex("too deep"),
    ):
        refusal = failures.refusal_of(cause)

        assert isinstance(refusal, failures.OutOfBounds)
        assert str(cause) in refusal.message


def test_texts_stand_on_the_terminal_as_they_are(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    worked(books)
    assert unbilled("reword", "T1", ODD).exit_code == 0

    assert ODD in unbilled("trace", "entry", "T1").output
    assert ODD in unbilled("acts", "show", acts_of("work.reword_entries")).output


def acts_of(event: str) -> str:
    return str(rows("acts", "list", "--event", event)[0]["act_id"])


def test_a_refusal_says_what_was_typed(capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")

    class Typed(Refusal):
        sentence = "There is no {name}."

    main.report(Typed(name=ODD), as_json=False)

    assert capsys.readouterr().err == f"There is no {ODD}.\n"


def test_every_console_is_that_of_the_house() -> None:
    """A console of its own would take data for markup; the table writes cells that are texts already."""
    made = [
        path.name
        for path in sorted(Path(terminal.__file__).parent.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Console"
    ]

    assert made == ["listing.py", "terminal.py"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNBILLED_HOME", str(tmp_path))
    return tmp_path


def test_an_empty_secret_key_is_made_again(home: Path) -> None:
    """As a disk that was full, or a machine that went down, had left it."""
    (home / "secret_key").write_text("\n")

    made = settings._secret_key()

    assert len(made) > 60
    assert (home / "secret_key").read_text() == made == settings._secret_key()
    assert (home / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.iterdir()] == ["secret_key"]


def test_all_who_begin_at_once_have_one_secret_key(home: Path) -> None:
    with ThreadPoolExecutor(8) as at_once:
        made = set(at_once.map(lambda _: settings._secret_key(), range(40)))

    assert made == {(home / "secret_key").read_text()}
