"""Every reader with whatever bytes come: read, or refused in a sentence with a remedy.

What comes is what should come, with parts taken out, repeated, exchanged and overwritten, as damaged files, other
programs and people make them. The examples are the same each time; ``UNBILLED_FUZZ=50`` tries fifty times as many.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from acting import acting
from unbilled.foundation.refusals import Refusal
from unbilled.intake.company_files.loading import add_to_company, load_company
from unbilled.intake.importing.mapping import FORMATS, load_mapping
from unbilled.intake.importing.reader import read_file
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.lab.scenarios.runner import Playing, play, read_scenario

TIMES = int(os.environ.get("UNBILLED_FUZZ", 1))
SAMPLES = Path(__file__).parent / "importing" / "samples"
SCENARIOS = Path(__file__).parents[1] / "scenarios"
PAGE = Path(__file__).parents[2] / "docs" / "companies.md"
WHOLE, MORE = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)
MAPPING = """
extends = "csv"
source = "tracker"
encoding = "cp1252"
delimiter = ";"
decimal_mark = ","
dates = ["%d.%m.%Y"]
optional = ["task"]
[columns]
date = "Tag"
resource = "{Vorname} {Name}"
[defaults]
role = "Developer"
[values.project]
"a*b*c" = "P-1"
[skip]
Status = ["draft"]
[join]
file = "people.csv"
key = "No"
"""

ODD = (
    *(
        "",
        " ",
        "\0",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "\ufeff",
        "\u2028",
        "\x1b",
        "\x85",
        "\xa0",
        '"',
        '""',
        "'",
        ",",
        ";",
    ),
    *(
        "|",
        "=1+1",
        "-",
        "+",
        "@",
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "#",
        "&a",
        "*a",
        "!!set",
        "? ",
        "|\n",
        ">",
        "%",
    ),
    *(
        "0",
        "-1",
        "1e400",
        "1.5e+999",
        "9" * 30,
        "9" * 400,
        "99999999999999.99",
        "0.0000001",
        "nan",
        ".inf",
        "1:75",
    ),
    *(
        "99:99:99",
        "2026-02-30",
        "0000-00-00",
        "9999-12-31",
        "31/31/2026",
        "true",
        "yes",
        "null",
        "~",
        "é",
        "\U0001f680",
    ),
    *(
        "undefined",
        "utf-7",
        "%d %d",
        "../x",
        "/dev/zero",
        "{",
        "{}",
        "{a",
        "x" * 300,
        "[" * 90,
        "EUR",
        "P-1",
        "2026",
    ),
)
PART = re.compile(r"[^\s,;:|\[\]{}\"=]+|.", re.DOTALL)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> bytes:
    """A text with a few of its parts changed, and sometimes in another encoding or with bytes overwritten."""
    parts = PART.findall(text)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(parts) - 1))
        how = draw(st.sampled_from(["odd", "odd", "odd", "gone", "cut", "moved", "twice"]))
        if how == "odd":
            parts[at] = draw(st.sampled_from(ODD))
        elif how == "gone":
            del parts[at : at + draw(st.integers(1, 5))]
        elif how == "cut":
            del parts[at + 1 :]
        elif how == "moved":
            parts.insert(draw(st.integers(0, len(parts) - 1)), parts.pop(at))
        else:
            parts[at:at] = parts[at : at + draw(st.integers(1, 30))]
        parts = parts or [""]
    encoding = draw(st.sampled_from(["utf-8"] * 6 + ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"]))
    content = bytearray("".join(parts).encode(encoding, "replace"))
    if content and draw(st.integers(0, 9)) == 0:
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content)


def tried(examples: int) -> Callable[..., Any]:
    return settings(
        max_examples=examples * TIMES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def read_or_refused(read: Callable[[], object], content: bytes) -> None:
    """Read something; a refusal must be one that people can do something about."""
    try:
        read()
    except Refusal as caught:
        refusal = caught
    except Exception as failure:
        raise AssertionError(f"{type(failure).__name__}: {failure}\n{content!r}") from failure
    else:
        return
    assert refusal.advice, f"{refusal.code} without a remedy"
    assert len(refusal.message) < 10_000, f"{refusal.code} is {len(refusal.message):,} characters long"


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_each_format_is_read_or_refused(name: str, tmp_path: Path) -> None:
    path, sample = tmp_path / "export.csv", (SAMPLES / f"{name}.csv").read_bytes()

    @tried(60)
    @given(content=st.one_of(damaged(sample.decode("utf-8-sig")), st.binary(max_size=200)))
    def read(content: bytes) -> None:
        path.write_bytes(content)
        mapping = load_mapping(name)
        read_or_refused(lambda: read_file(path, mapping, daily_limit_minutes=None), content)

    read()


def test_a_mapping_is_read_or_refused(tmp_path: Path) -> None:
    path, table = tmp_path / "own.toml", tmp_path / "export.csv"
    table.write_text("Tag;Vorname;Name;Project;Hours;Status;No\n31.03.2026;Ada;Moreau;axbxc;1,5;done;7\n")
    (tmp_path / "people.csv").write_text("No,Text\n7,Layout\n")

    @tried(150)
    @given(content=st.one_of(damaged(MAPPING), st.binary(max_size=100)))
    def read(content: bytes) -> None:
        path.write_bytes(content)
        read_or_refused(lambda: read_file(table, load_mapping(path=path)), content)

    read()


@pytest.mark.parametrize(("event", "text"), [(load_company, WHOLE), (add_to_company, MORE)])
def test_a_company_file_is_loaded_or_refused_with_nothing_changed(
    db: None, tmp_path: Path, event: Callable[..., object], text: str
) -> None:
    path = tmp_path / "company.yaml"
    if event is add_to_company:
        path.write_text(WHOLE)
        load_company(acting(), path=path)
    before = unlogged()

    @tried(40)
    @given(content=damaged(text))
    def load(content: bytes) -> None:
        path.write_bytes(content)
        with transaction.atomic():
            read_or_refused(lambda: event(acting(), path=path, dry_run=True), content)
            assert unlogged() == before, content
            transaction.set_rollback(True)

    load()


def test_a_scenario_is_played_or_refused(db: None, tmp_path: Path) -> None:
    """Its tables may differ then, and a step be refused or not; both are told."""
    path = tmp_path / "scenario.yaml"
    texts = [one.read_text() for one in sorted(SCENARIOS.glob("*.yaml")) if one.stat().st_size < 2_500][:12]

    @tried(40)
    @given(content=st.sampled_from(texts).flatmap(damaged))
    def run(content: bytes) -> None:
        path.write_bytes(content)

        def played() -> None:
            try:
                play(read_scenario(path), Playing("reading it", Books()))
            except AssertionError:
                return

        with transaction.atomic():
            read_or_refused(played, content)
            transaction.set_rollback(True)

    run()


def unlogged() -> dict[str, str]:
    """Every table but the log of acts, in which a refusal stays."""
    return {table: seen for table, seen in snapshot().items() if not table.startswith("people_")}
