"""Files are read no further than they can reasonably go."""

from pathlib import Path

import pytest

from unbilled.foundation.bounded import MEGABYTE, FileTooLarge, read_bounded


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
