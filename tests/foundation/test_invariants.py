"""Invariants are found in every room, with headers that say what they are about."""

from pathlib import Path

import pytest
from django.db import connection

from unbilled.foundation.invariants import InvariantUnreadable, all_invariants, read_invariant

TEXT = """-- holds:  Every role has a name
--         that people can read.
-- breaks: Nobody knows what is billed.
-- shows:  role_id
select id as role_id from masterdata_role where name = ''
"""


def planted(folder: Path, text: str) -> Path:
    path = folder / "masterdata" / "invariants" / "every_role_has_a_name.sql"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def test_an_invariant_is_read_with_its_header(tmp_path: Path) -> None:
    found = read_invariant(planted(tmp_path, TEXT))

    assert (found.room, found.name, found.sentence) == (
        "masterdata",
        "every_role_has_a_name",
        "every role has a name",
    )
    assert found.holds == "Every role has a name that people can read."
    assert (found.breaks, found.shows) == ("Nobody knows what is billed.", "role_id")


def test_a_header_that_lacks_a_line_is_refused(tmp_path: Path) -> None:
    path = planted(tmp_path, TEXT.replace("-- shows:  role_id\n", ""))

    with pytest.raises(InvariantUnreadable, match=r"every_role_has_a_name\.sql lacks shows in its header"):
        read_invariant(path)


def test_every_file_of_every_room_is_found() -> None:
    source = Path(__file__).parents[2] / "src" / "unbilled"
    files = {(path.parent.parent.name, path.stem) for path in source.glob("*/invariants/*.sql")}

    assert {(one.room, one.name) for one in all_invariants()} == files
    assert len(files) > 10


@pytest.mark.django_db
def test_no_table_is_gone_through_for_each_row_of_another(tmp_path: Path) -> None:
    """Source: docs/rules/performance.md#plan-traps."""
    planned = "select current_setting('enable_nestloop') as nested"
    found = read_invariant(planted(tmp_path, f"{TEXT.rpartition('select')[0]}{planned}"))

    assert found.offenders() == [{"nested": "off"}]
    with connection.cursor() as cursor:
        cursor.execute(planned)
        assert cursor.fetchall() == [("on",)]
