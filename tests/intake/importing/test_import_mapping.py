"""Mapping files: what they may say, and how they refuse what they may not."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from unbilled.foundation.refusals import Refusal
from unbilled.intake.importing.mapping import (
    FormatNotNamed,
    FormatUnknown,
    MappingIncomplete,
    MappingNotReadable,
    SettingUnknown,
    SettingWrong,
    load_mapping,
)
from unbilled.intake.importing.reader import read_file

Written = Callable[..., Path]

OWN = """
source = "punch"
dates = ["%d.%m.%Y"]
decimal_mark = ","
duration = "minutes"

[columns]
date = "Tag"
resource = "{Vorname} {Name}"
project = ["Auftrag", "Projekt"]
quantity = "Minuten"
category = "Art"
billable = "{Gruppe}/{Art}"

[defaults]
role = "Developer"

[values.billable]
"Intern/*" = false
"Extern/Fahrt" = "no"
"*" = ""

[values.project]
"Web seite" = "P-1"

[skip]
Tag = ["Summe"]
"""


def test_a_mapping_of_ones_own(written: Written) -> None:
    path = written(
        "Tag;Vorname;Name;Auftrag;Projekt;Minuten;Gruppe;Art\n"
        "02.03.2026;Ada;Moreau;;WEB  Seite;90;Intern;Sitzung\n"
        "03.03.2026;Ada;;P-2;Webseite;7,5;Extern;Fahrt\n"
        "Summe;;;;;97,5;;\n"
        "04.03.2026;Ada;Moreau;P-2;;60;Extern;Bau\n"
    )
    parsed = read_file(path, load_mapping(path=written(OWN, "punch.toml")))
    assert parsed.rejections == []
    assert parsed.skipped == 1
    assert [
        (entry.row, entry.resource, entry.project, entry.quantity, entry.billable, entry.role)
        for entry in parsed.entries
    ] == [
        (2, "Ada Moreau", "P-1", Decimal("1.5"), False, "Developer"),
        (3, "Ada", "P-2", Decimal("0.125"), False, "Developer"),
        (5, "Ada Moreau", "P-2", Decimal(1), None, "Developer"),
    ]


def test_a_mapping_extends_a_format_and_changes_only_what_it_says(written: Written) -> None:
    path = written(
        'extends = "toggl"\ndelimiter = "semicolon"\n[columns]\ncategory = "Tags"\ntext = ""\n', "my.toml"
    )
    mapping, toggl = load_mapping(path=path), load_mapping("toggl")
    assert (mapping.delimiter, mapping.source) == (";", "toggl")
    assert "text" not in mapping.columns
    assert mapping.columns["category"].heading == "Tags"
    assert mapping.columns["date"] == toggl.columns["date"]


def test_a_mapping_that_does_not_say_what_it_extends_builds_on_the_format_named(written: Written) -> None:
    path = written('decimal_mark = ","\n', "my.toml")
    assert load_mapping("harvest", path).decimal_mark == ","
    assert load_mapping("harvest", path).source == "harvest"
    with pytest.raises(MappingIncomplete):
        load_mapping(path=path)


def test_settings_win_over_the_mapping_file(written: Written) -> None:
    path = written('extends = "csv"\ndecimal_mark = ","\n', "my.toml")
    assert load_mapping(path=path, settings={"decimal_mark": "."}).decimal_mark == "."


@pytest.mark.parametrize(
    ("text", "refusal", "says"),
    [
        ('extends = "togl"', FormatUnknown, "'togl'"),
        ('extends = "csv"\ndelimeter = ";"', SettingUnknown, "Did you mean 'delimiter'?"),
        ('extends = "csv"\n[columns]\nquantitty = "Hours"', SettingUnknown, "Did you mean 'quantity'?"),
        ('extends = "csv"\n[values.bilable]\nx = true', SettingUnknown, "under [values]"),
        ('extends = "csv"\n[join]\nfile = "x.csv"\nkeys = "A"', SettingUnknown, "Did you mean 'key'?"),
        ('extends = "csv"\n[join]\nfile = "x.csv"', SettingWrong, "join.key"),
        ('extends = "csv"\n[join]\nfile = "/etc/passwd"\nkey = "x"', SettingWrong, "beside the imported one"),
        ('extends = "csv"\n[join]\nfile = "../x.csv"\nkey = "x"', SettingWrong, "beside the imported one"),
        (
            'extends = "csv"\n[join]\nfile = "a/../../x.csv"\nkey = "x"',
            SettingWrong,
            "beside the imported one",
        ),
        ('extends = "csv"\ndecimal_mark = "·"', SettingWrong, "'.', ','"),
        (
            'extends = "csv"\ndecimal_mark = "."\nthousands_mark = "."',
            SettingWrong,
            "other than the decimal mark",
        ),
        ('extends = "csv"\ndelimiter = ["a"]', SettingWrong, "delimiter"),
        ('extends = "csv"\nday_hours = 0', SettingWrong, "such as 8 or 7.6"),
        ('extends = "csv"\nzone = "Lisbon"', SettingWrong, "'Europe/Lisbon'"),
        ('extends = "csv"\nheadings_row = -1', SettingWrong, "columns are then called 1, 2, 3"),
        ('extends = "csv"\nnothing = 7', SettingWrong, "such as '-'"),
        ('extends = "csv"\ninvoiced = "perhaps"', SettingWrong, "'not billable'"),
        ('extends = "csv"\ndates = ["DD/MM/YYYY"]', SettingWrong, "'%d.%m.%Y'"),
        ('extends = "csv"\ndates = ["%d.%m."]', SettingWrong, "'%d.%m.'"),
        ('extends = "csv"\nencoding = "utf8000"', SettingWrong, "'cp1252'"),
        ('extends = "csv"\nencoding = "hex"', SettingWrong, "'cp1252'"),
        ('extends = "csv"\nencoding = "undefined"', SettingWrong, "'cp1252'"),
        ('extends = "csv"\nencoding = "unicode_escape"', SettingWrong, "'cp1252'"),
        ('extends = "csv"\nencoding = "utf-7"', SettingWrong, "'cp1252'"),
        ('extends = "csv"\nencoding = "a\\u0000b"', SettingWrong, "a text in quotation marks"),
        ('extends = "csv"\nencoding = "\u00e9"', SettingWrong, "'cp1252'"),
        ('extends = "csv"\nsource = "a\\u0000b"', SettingWrong, "a text in quotation marks"),
        ('extends = "csv"\ndates = ["%d.%m.%Y %d"]', SettingWrong, "each with a day"),
        ("a = " + "[" * 3000, MappingNotReadable, "nested too deeply"),
        ("a = " + "9" * 5000, MappingNotReadable, "digits"),
        ('extends = "csv"\nduration = "days"', SettingWrong, "'minutes'"),
        ('extends = "csv"\nclass = "material"', SettingWrong, "'expense'"),
        ('extends = "csv"\noptional = ["project"]', SettingWrong, "project"),
        ('extends = "csv"\noptional = "text"', SettingWrong, "a list of fields"),
        ('extends = "csv"\n[columns]\ntext = 7', SettingWrong, "columns.text"),
        ('extends = "csv"\n[defaults]\nrole = 7', SettingWrong, "defaults.role"),
        ('extends = "csv"\n[skip]\nDate = 7', SettingWrong, "skip.Date"),
        ('extends = "csv"\nvalues = "yes"', SettingWrong, "[values]"),
        ('source = "x"\n[columns]\ndate = "A"\nresource = "B"', MappingIncomplete, "project, quantity"),
        ("source = ", MappingNotReadable, "Invalid value"),
    ],
)
def test_what_a_mapping_cannot_say_is_refused(
    written: Written, text: str, refusal: type[Refusal], says: str
) -> None:
    with pytest.raises(refusal) as refused:
        load_mapping(path=written(text, "my.toml"))
    assert says in str(refused.value)


def test_a_mapping_that_is_not_there(written: Written) -> None:
    with pytest.raises(MappingNotReadable, match=r"nowhere\.toml cannot be read: No such file"):
        load_mapping(path=written("", "x").with_name("nowhere.toml"))


def test_neither_format_nor_mapping() -> None:
    with pytest.raises(FormatNotNamed, match="toggl, clockify, harvest, kimai, tempo, redmine"):
        load_mapping()


def test_the_examples_of_the_documentation_load(written: Written) -> None:
    text = (Path(__file__).parents[3] / "docs" / "imports.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert [load_mapping(path=written(example, "my.toml")).source for example in examples] == [
        "harvest",
        "punch-clock",
    ]


JOINING = """
source = "tasks"
[columns]
date = ["Done", "Begun"]
resource = "Who"
project = "Project"
quantity = "Hours"
reference = "{No}-{Who}"
[join]
file = "dates.csv"
key = "No"
"""


def test_a_second_file_adds_columns_by_a_key(written: Written) -> None:
    """Task 1 is done, 2 only begun, 3 neither, 4 stands there twice with two dates, 5 not at all."""
    written(
        "No,Begun,Done,Note\n1,2026-03-01,2026-03-02,a\n1,2026-03-01,2026-03-02,b\n2,2026-03-03,,\n3,,,\n"
        "4,2026-03-05,,\n4,2026-03-06,,\n",
        "dates.csv",
    )
    rows = "".join(f"{number},Ada,P-1,{number}\n" for number in range(1, 6))
    parsed = read_file(
        written("No,Who,Project,Hours\n" + rows), load_mapping(path=written(JOINING, "tasks.toml"))
    )
    assert parsed.header == ("No", "Who", "Project", "Hours", "Done", "Begun")
    assert [(str(entry.transaction_date), entry.external_reference) for entry in parsed.entries] == [
        ("2026-03-02", "tasks:1-Ada"),
        ("2026-03-03", "tasks:2-Ada"),
    ]
    assert [(each.row, each.column, each.code) for each in parsed.rejections] == [
        (4, "Done or Begun", "ValueMissing"),
        (5, "No", "JoinedRowsDiffer"),
        (6, "No", "JoinedRowMissing"),
    ]


def test_a_file_that_has_the_columns_itself_needs_no_second_file(written: Written) -> None:
    path = written("No,Who,Project,Hours,Begun,Done\n1,Ada,P-1,2,,2026-03-02\n")
    parsed = read_file(path, load_mapping(path=written(JOINING, "tasks.toml")))
    assert len(parsed.entries) == 1


@pytest.mark.parametrize(
    ("second", "says"),
    [
        (None, "dates.csv cannot be read: No such file or directory."),
        ("Nr,Begun,Done\n1,,\n", "dates.csv has no column 'No'"),
        ('No,Begun,Done\n1,"x,\n', "Row 2 of dates.csv cannot be read."),
        ("No,Begun\n1,2026-03-01\n2\n", "Row 3 of dates.csv cannot be read."),
    ],
)
def test_a_second_file_that_cannot_be_used(written: Written, second: str | None, says: str) -> None:
    if second is not None:
        written(second, "dates.csv")
    path = written("No,Who,Project,Hours\n1,Ada,P-1,2\n")
    with pytest.raises(Refusal) as refused:
        read_file(path, load_mapping(path=written(JOINING, "tasks.toml")))
    assert says in str(refused.value)
