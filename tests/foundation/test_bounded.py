"""Files are read no further than they can reasonably go."""

import gc
from pathlib import Path

import pytest

from unbilled.foundation.bounded import MEGABYTE, FileTooLarge, many_kept, read_bounded


def test_a_file_up_to_the_bound_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "full.yaml"
    path.write_bytes(b"x" * MEGABYTE)

    assert len(read_bounded(path, kind="a company file", most=1)) == MEGABYTE


def test_one_more_byte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "more.yaml"
    path.write_bytes(b"x" * (MEGABYTE + 1))

    with pytest.raises(FileTooLarge) as refused:
        read_bounded(path, kind="a company file", most=1)

    assert refused.value.message == f"{path} has more than 1 MB, the most that is read of a company file."


def test_a_device_without_end_ends() -> None:
    with pytest.raises(FileTooLarge, match="/dev/zero"):
        read_bounded(Path("/dev/zero"), kind="a company file", most=1)


def test_what_many_kept_leaves_is_old_and_not_looked_through_at_once() -> None:
    with many_kept():
        assert not gc.isenabled()
        kept = [[number] for number in range(5_000)]

    young = {id(one) for one in gc.get_objects(generation=0)}

    assert gc.isenabled()
    assert not young.intersection(map(id, kept))
