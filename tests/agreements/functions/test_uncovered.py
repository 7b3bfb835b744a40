"""Why no contract line sells the work of a project, class and task."""

from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
projects: {P-1: {tasks: [Design, Party]}, P-2: {}, P-3: {}}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Design: {project: P-1, classes: [time], tasks: {Design: }}}}
  C-2: {confirmed: false, customers: {Helios: 0}, lines: {Unpaid: {project: P-2}}}
"""


def reason(books: Books, project: str, transaction_class: str, task: str = "") -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select reason from agreements_uncovered(%s, %s, %s, (select id from masterdata_task where name = %s))",
            [books.company_id, books.id("projects", project), transaction_class, task],
        )
        [(found,)] = cursor.fetchall()
    return str(found)


def test_each_reason_names_what_there_is(books: Books) -> None:
    books.given(GIVEN)

    assert reason(books, "P-3", "time") == "no contract names the project"
    assert reason(books, "P-1", "expense") == "C-1/Design includes no expense"
    assert reason(books, "P-1", "time") == "C-1/Design lists tasks, and the work has none"
    assert reason(books, "P-1", "time", "Party") == "C-1/Design does not list the task"
    assert reason(books, "P-2", "time") == "C-2/Unpaid has no customer with a share yet"
    assert reason(books, "P-1", "time", "Design") == "C-1/Design covers it by now"


def test_several_lines_are_told_as_several(books: Books) -> None:
    books.given(
        GIVEN.replace(
            "tasks: {Design: }}}}",
            "tasks: {Design: }}, Own: {project: P-1, classes: [time], tasks: {Own: }}}}",
        ).replace("[Design, Party]", "[Design, Own, Party]")
    )

    assert reason(books, "P-1", "expense") == "C-1/Design, C-1/Own include no expense"
    assert reason(books, "P-1", "time") == "C-1/Design, C-1/Own list tasks, and the work has none"
    assert reason(books, "P-1", "time", "Party") == "C-1/Design, C-1/Own do not list the task"
