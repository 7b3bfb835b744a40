"""A long file is read in a few passes: of a row not more is kept than what it says."""

import tracemalloc

from conftest import Written
from unbilled.intake.importing.mapping import load_mapping
from unbilled.intake.importing.reader import read_file

ROWS = 4_000
MOST_BYTES_A_ROW = 2_000


def test_a_row_is_kept_once_and_small(written: Written) -> None:
    """Some 1,500 bytes while it is read, so that 100,000 rows take less than 200 megabytes."""
    rows = (
        f"2026-03-{1 + one % 28:02},Ada Moreau,P-{one % 50},{1 + one % 7}.25,Work on item {one},{one}\n"
        for one in range(ROWS)
    )
    path = written("Date,Resource,Project,Hours,Text,Reference\n" + "".join(rows))
    mapping = load_mapping("csv")
    read_file(path, mapping)  # what is loaded once is not of the rows
    tracemalloc.start()
    try:
        read = read_file(path, mapping)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert len(read.entries) == ROWS
    assert most / ROWS < MOST_BYTES_A_ROW
