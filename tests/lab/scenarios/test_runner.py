"""The runner: what differs fails and is named, what has no meaning is a clear sentence."""

import re
from pathlib import Path

import psycopg
import pytest

from unbilled.foundation import scratch
from unbilled.foundation.refusals import Refusal
from unbilled.intake.company_files.reading import DescriptionUnreadable, read_yaml
from unbilled.lab.scenarios import runner
from unbilled.lab.scenarios.books import Books, StepFailed, parts_of_step, snapshot
from unbilled.lab.scenarios.runner import Playing, ScenarioNotFound, find_scenarios, play, read_scenario
from unbilled.lab.scenarios.steps import STEPS
from unbilled.lab.scenarios.tables import TABLES, TableDiffers

DOCS = Path(__file__).parents[3] / "docs" / "scenarios.md"
GIVEN = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
projects: {INT-1: {name: Housekeeping, tasks: [Tidying]}}
"""
ENTER = "enter: {T1: {resource: Ada Moreau, project: INT-1, date: 2026-03-02, hours: 8}}"


@pytest.fixture
def entered(books: Books) -> Books:
    books.given(GIVEN)
    books.do(ENTER)
    return books


def test_a_table_that_differs_shows_both_aligned(entered: Books) -> None:
    with pytest.raises(TableDiffers) as differs:
        entered.show("entries", "entry | quantity | status\nT1 | 7.50 | submitted\nT2|8|draft")

    assert str(differs.value) == (
        "entries differ: 2 expected and not there, 1 there and not expected.\n"
        "Expected:\n"
        "  entry | quantity | status\n"
        "> T1    |     7.50 | submitted\n"
        "> T2    |        8 | draft\n"
        "Found:\n"
        "  entry | quantity | status\n"
        "> T1    |     8.00 | draft"
    )


def test_numbers_are_compared_by_value_and_rows_in_any_order(entered: Books) -> None:
    entered.do("enter: {T2: {resource: Ada Moreau, project: INT-1, date: 2026-03-03, hours: 1200}}")

    entered.show("entries", "quantity | entry\n1,200.00 | T2\n8 | T1")
    entered.show("new entries", "entry\nT2")


def test_a_row_too_many_and_a_row_twice_differ(entered: Books) -> None:
    for expected in ("entry\nT1\nT1", "entry", "none", ""):
        with pytest.raises(TableDiffers):
            entered.show("entries", expected)


def test_a_scenario_that_differs_names_its_step(tmp_path: Path, books: Books) -> None:
    path = tmp_path / "differs.yaml"
    path.write_text(
        f"name: Differs\ngiven: {{{', '.join(GIVEN.strip().splitlines())}}}\nsteps:\n  - {ENTER}\n"
        "  - expect: {entries: 'entry'}\n"
    )
    playing = Playing(books=books)

    with pytest.raises(TableDiffers):
        play(read_scenario(path), playing)

    assert playing.step == "step 2, expect (entries)"


def test_a_step_that_is_refused_fails(entered: Books) -> None:
    with pytest.raises(StepFailed, match="approve was refused: EntryNotSubmitted: "):
        entered.do("approve: [T1]")


def test_a_step_that_is_not_refused_fails(entered: Books) -> None:
    with pytest.raises(
        StepFailed,
        match="submit should be refused with EntryNotDraft; it was done and changed work_entry, work_submitted_total",
    ):
        entered.refused("EntryNotDraft", "submit: [T1]")


def test_a_step_that_is_refused_otherwise_fails(entered: Books) -> None:
    with pytest.raises(StepFailed, match="approve should be refused with PriceMissing; it was refused with"):
        entered.refused("PriceMissing", "approve: [T1]")


def test_a_refusal_that_leaves_something_behind_fails(
    entered: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Halfway(Refusal):
        """A refusal that comes too late."""

    def breaks_off(act: object, **arguments: object) -> None:
        from unbilled.work.models import Entry

        Entry.objects.update(internal_note="half done")
        raise Halfway

    monkeypatch.setattr("unbilled.lab.scenarios.steps.submit_work", breaks_off)

    with pytest.raises(StepFailed, match="submit was refused with Halfway, yet work_entry changed"):
        entered.refused("Halfway", "submit: [T1]")


def test_a_refused_step_leaves_its_names_and_its_day_untaken(entered: Books) -> None:
    entered.refused(
        "QuantityNegative",
        "enter: {T2: {resource: Ada Moreau, project: INT-1, date: 2026-05-02, hours: -1}}",
    )

    assert f"{entered.play.today}" == "2026-03-02"
    with pytest.raises(DescriptionUnreadable):
        entered.id("entries", "T2")


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ("aprove: [T1]", "there is no step 'aprove'; the nearest is approve."),
        (
            "approve: {entrys: [T1]}",
            "there is no argument of approve called 'entrys'; the nearest is entries.",
        ),
        ("submit: [T9]", "there is no name among entries 'T9'; there is T1."),
        ("confirm: [P-00009]", "there is no number among proformas 'P-00009'; there is none."),
        ("{submit: [T1], approve: [T1]}", "a step is one word of "),
        ("7", "7 is not a step."),
        ("set: [Helios]", "set takes named arguments, not ['Helios']."),
        ("expect: {entry: none}", "there is no table 'entry'; the nearest is entries."),
        ("expect: {entries: 'entry | hours'}", "there is no column in entries called 'hours'; there is "),
        ('expect: {entries: "entry | status\\nT1"}', "the row 'T1' has 1 cells, the header has 2."),
        ("approve: {entries: [T1], on: tomorrow}", "on of approve is 'tomorrow', not a date such as"),
        ("enter: {T2: {project: INT-1, hours: 1}}", "entry T2 lacks date."),
        ("enter: {T2: {date: 2026-03-02, hours: 1}}", "entry T2 lacks project."),
    ],
)
def test_what_has_no_meaning_is_a_clear_sentence(entered: Books, steps: str, sentence: str) -> None:
    with pytest.raises(DescriptionUnreadable) as unreadable:
        entered.do(steps)

    assert sentence in unreadable.value.message


def test_an_entry_in_two_lines_is_edited_by_line(books: Books) -> None:
    books.given(
        "resources: {Ada Moreau: {role: Developer, cost_price: 60}}\n"
        "contracts: {C-1: {customers: [Helios], lines: {A: {project: INT-1, sales_prices: {Developer: 9}}}}}"
    )
    books.do(ENTER)
    books.do(
        "[submit: all, approve: {entries: all, billable: {T1: 6}}, mark_ready: all, create_proformas: all]"
    )

    with pytest.raises(DescriptionUnreadable, match="bills T1 in lines 1, 2; name the line by its number"):
        books.do("edit: {proformas: P-00001, quantities: {T1: 5}, reason: Agreed with the customer}")
    with pytest.raises(DescriptionUnreadable, match="bills nothing of T9"):
        books.do("edit: {proformas: P-00001, quantities: {T9: 5}, reason: Agreed with the customer}")
    books.do("edit: {proformas: P-00001, quantities: {1: 5, 2: 5}, reason: Agreed with the customer}")

    books.show("proforma details", "no | quantity\n1 | 5\n2 | 5")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("kontracts: {}", "there is no part called 'kontracts'; the nearest is contracts."),
        ("categories: {Travel: {class: journey}}", "there is no class 'journey'; "),
        (
            "customers: {Helios: {dimensions: CLOUD}}",
            "there is no name among dimensions 'CLOUD'; there is none.",
        ),
        (
            "contracts: {C-1: {customers: [H], lines: {A: {project: P, sales_prices: {Dev: 1}}, "
            "B: {project: Q, sales_prices: {Dev: 2}}}}}",
            "contract C-1 has two prices of Dev.",
        ),
    ],
)
def test_a_world_without_meaning_is_a_clear_sentence(books: Books, given: str, sentence: str) -> None:
    with pytest.raises(DescriptionUnreadable) as unreadable:
        books.given(given)
    books.given("{}")

    assert sentence in unreadable.value.message


def test_a_world_that_is_refused_can_be_expected(books: Books) -> None:
    found = books.given_refused("MastersRefused", "customers: {Helios: ABROAD}")

    assert "customer Helios: there is no tax group ABROAD, there is DOMESTIC" in found.message
    with pytest.raises(StepFailed, match="it was refused with MastersRefused: Nothing is changed: "):
        books.given_refused("SplitNotComplete", "customers: {Selene: ABROAD}")
    with pytest.raises(StepFailed, match="given should be refused with MastersRefused; it was built"):
        books.given_refused("MastersRefused", "customers: {Helios: DOMESTIC}")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name: [", "line 1 is not YAML: "),
        ("name: A\nname: B", "line 2 says name a second time."),
        ("- a list", "a scenario has name, source, given, given_refused, steps; this file has none of them."),
        ("name: A", "a scenario needs a name and a list of steps."),
        (
            "name: A\ngiven_refused: MastersRefused\nsteps: [submit: all]",
            "a scenario whose given is refused has no steps.",
        ),
        (
            "name: A\nsteps: []\ngiveen: {}",
            "there is no part of a scenario called 'giveen'; the nearest is given.",
        ),
    ],
)
def test_a_file_without_meaning_is_a_clear_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text)

    with pytest.raises(DescriptionUnreadable) as unreadable:
        read_scenario(path)

    assert sentence in unreadable.value.message


STRICT = """
resources: {Ada: Developer}
roles: {Developer: {cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 60, Orbit: 40}
    sales_prices: {Developer: 100}
    lines:
      Build: {project: P-1}
      Plan: {project: P-2, billing_method: fixed_price,
             milestones: {Go-live: {amount: 100, date: 2026-03-20}, Start: {amount: 10, date: 2026-03-01}}}
      Study: {project: P-3, billing_method: fixed_price, milestones: {Go-live: {amount: 50, date: 2026-03-20}}}
"""


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("mark_ready: {entries: [T1], through: 2026-03-31}", "records are named beside contracts or through"),
        (
            "mark_ready: {milestones: [Start], contracts: [C-1]}",
            "records are named beside contracts or through",
        ),
        ("enter: {T1: {resource: Ada, project: P-1, date: 2026-03-05, hours: 3}}", "T1 is entered already"),
        ("mark_ready: {milestones: [Go-live]}", "several lines have a milestone Go-live; name the line too"),
        (
            "mark_ready: {milestones: [Finish]}",
            "there is no name among milestones 'Finish'; there is Go-live, Start.",
        ),
        (
            "mark_not_ready: all",
            "the step does nothing: there is no work, milestone or retainer that is ready to invoice",
        ),
        ("create_proformas: all", "the step does nothing: there is no work that is ready"),
        ("post_journals: {entries: [T1], kind: sales, through: 2026-03-01}", "there is no such journal line"),
        ("adjust: {entries: [T1], kind: expense}", "there is no such journal line"),
    ],
)
def test_a_step_that_does_nothing_or_contradicts_itself_is_an_error(
    books: Books, step: str, sentence: str
) -> None:
    books.given(STRICT)
    books.do("- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 2}}")
    books.do("- submit: all")
    books.do("- approve: all")
    before = snapshot()

    with pytest.raises(DescriptionUnreadable) as unreadable:
        books.do(f"- {step}")

    assert sentence in unreadable.value.message
    assert snapshot() == before


def test_a_milestone_by_name_is_all_its_parts(books: Books) -> None:
    books.given(STRICT)
    books.do("- mark_ready: {milestones: [Start, C-1/Study/Go-live]}")

    books.show(
        "milestones",
        """
        milestone | customer | amount | status
        Go-live   | Helios   |  60.00 | not_ready
        Go-live   | Orbit    |  40.00 | not_ready
        Start     | Helios   |   6.00 | ready_to_invoice
        Start     | Orbit    |   4.00 | ready_to_invoice
        Go-live   | Helios   |  30.00 | ready_to_invoice
        Go-live   | Orbit    |  20.00 | ready_to_invoice
        """,
    )


def test_the_day_that_is_said_is_the_day_of_the_step(books: Books) -> None:
    """What is billed through a later day than the step's keeps the step on its own day."""
    books.given(STRICT)
    books.do("- mark_ready: {milestones: [Start]}")
    books.do("- create_proformas: {contracts: [C-1], through: 2026-03-31, on: 2026-03-05}")

    books.show(
        "proformas",
        """
        customer | created
        Helios   | 2026-03-05
        Orbit    | 2026-03-05
        """,
    )


def test_numbers_are_exact_and_on_is_a_word() -> None:
    assert read_yaml("{on: 2.10, off: true, yes: no}") == {
        "on": read_yaml("2.10"),
        "off": True,
        "yes": "no",
    }
    assert str(read_yaml("2.10")) == "2.10"


def test_folders_and_files_are_found_and_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    one, two = tmp_path / "part" / "one.yaml", tmp_path / "two.yml"
    one.touch()
    two.touch()

    assert find_scenarios([tmp_path]) == [one, two]
    assert find_scenarios([two]) == [two]
    for path in (tmp_path / "three.yaml", tmp_path / "empty"):
        with pytest.raises(ScenarioNotFound):
            find_scenarios([path])


def test_the_documentation_is_a_scenario_with_every_step_and_table(tmp_path: Path, books: Books) -> None:
    path = tmp_path / "documentation.yaml"
    path.write_text("".join(re.findall(r"```yaml\n(.*?)```", DOCS.read_text(), re.DOTALL)))
    scenario = read_scenario(path)

    play(scenario, Playing(books=books))

    parts = [parts_of_step(one)[:2] for one in scenario.steps]
    assert set(STEPS) - {name for name, _ in parts} == set()
    assert set(TABLES) - {table for name, said in parts if name == "expect" for table in said} == set()


def test_a_text_with_a_colon_is_told_from_what_is_not_yaml() -> None:
    with pytest.raises(
        DescriptionUnreadable, match=r"line 1 is not YAML: .*a text with a colon stands in quotation"
    ):
        read_yaml("name: Hours: fewer than submitted")


def test_codes_are_not_compared_by_value(books: Books) -> None:
    books.given('projects: {"0042": {}}\nresources: {Ada: {role: Developer, cost_price: 60}}')
    books.do('- enter: {T1: {resource: Ada, project: "0042", date: 2026-03-02, hours: 8}}')

    books.show("entries", "project | quantity\n0042 | 8.0")
    with pytest.raises(TableDiffers):
        books.show("entries", "project | quantity\n42 | 8")


def test_each_that_is_named_must_have_something(books: Books) -> None:
    books.given("""
    resources: {Ada: {role: Developer, cost_price: 60}}
    contracts:
      C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
    """)
    books.do("""
    - enter:
        T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}
        T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 2}
    - submit: [T1]
    - approve: [T1]
    """)
    for step in ("- mark_ready: [T1, T2]", "- post_journals: [T1, T2]", "- adjust: {entries: [T1, T2]}"):
        with pytest.raises(DescriptionUnreadable, match="of T2"):
            books.do(step)


def test_whoever_finds_another_at_it_is_refused(
    django_db_setup: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "LOCK", 20_261_128)  # of its own, so that other tests do not wait
    with psycopg.connect(**scratch.server_address("postgres")) as other:
        other.execute("select pg_advisory_lock(%s)", [runner.LOCK])
        with pytest.raises(runner.ScenariosRunning), runner.alone_on_the_server():
            pass
    with runner.alone_on_the_server():
        pass
