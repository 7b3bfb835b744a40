"""Documents put into a folder, from which somebody else fetches them."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from unbilled.documents.delivery.parcels import Parcel, Tried


@dataclass(frozen=True)
class Folder:
    """A folder with one of each company and customer in it."""

    root: Path

    def send(self, parcel: Parcel) -> Tried:
        """Put its files there, each whole or not at all."""
        try:
            for path, content in self._files(parcel):
                put(path, content)
        except OSError as error:
            return Tried(parcel.delivery_id, "waiting", f"The folder cannot be written to: {error.strerror}.")
        return Tried(parcel.delivery_id, "sent", f"Put into {self._place(parcel)}.")

    def arrived(self, parcel: Parcel) -> bool:
        """Whether all its files are still there; who fetched them may have taken them away."""
        return all(is_there(path, content) for path, content in self._files(parcel))

    def _files(self, parcel: Parcel) -> list[tuple[Path, bytes]]:
        place = self._place(parcel)
        return [(place / file.name, file.content) for file in parcel.files]

    def _place(self, parcel: Parcel) -> Path:
        return self.root / safe(parcel.company_code) / safe(parcel.account)


def safe(name: str) -> str:
    """A name as that of a folder.

    >>> safe("10010"), safe("../A B"), safe("..")
    ('10010', '..-A-B', '-')
    """
    kept = re.sub(r"[^\w.-]+", "-", name)
    return kept if kept.strip(".") else "-"


def put(path: Path, content: bytes) -> None:
    """Write a file so that nobody finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.unfinished")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def is_there(path: Path, content: bytes) -> bool:
    """Whether a file is there with just this content."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False
