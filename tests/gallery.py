"""What refusals really say: collects them while the tests run, for the page of refusals.

``make gallery`` runs the tests with ``UNBILLED_GALLERY`` naming a folder; each process leaves there what it heard, and
``python tests/gallery.py FOLDER`` puts the shortest of each refusal into ``docs/refusals.json``.
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parents[1] / "docs/refusals.json"
OF_THIS_MACHINE = re.compile(r"(?<![\w.])/(?:tmp|var|root|home)/[^\s:;'\"]*/")
"""Folders of one machine, which the page shows as dots."""
HEARD: dict[str, list[str]] = {}


def pytest_configure() -> None:
    """Listen, where a folder is named."""
    if not os.environ.get("UNBILLED_GALLERY"):
        return
    from unbilled.foundation.refusals import Refusal

    made = Refusal.__init__

    def heard(self: Refusal, **details: Any) -> None:
        made(self, **details)
        if type(self).__module__.startswith("unbilled."):
            take(HEARD, self.code, [self.message, self.advice])

    Refusal.__init__ = heard  # type: ignore[method-assign]


def pytest_unconfigure() -> None:
    """Leave what this process heard."""
    if folder := os.environ.get("UNBILLED_GALLERY"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{os.getpid()}.json").write_text(json.dumps(HEARD))


def take(known: dict[str, list[str]], code: str, said: list[str]) -> None:
    """Keep the shorter of two, the first in the alphabet of equally short ones; folders of this machine as dots.

    >>> known = {}
    >>> for said in (["/tmp/some/x is full", "b"], ["a long sentence", "b"]): take(known, "X", said)
    >>> known
    {'X': ['…/x is full', 'b']}
    """
    said = [OF_THIS_MACHINE.sub("…/", text) for text in said]
    known[code] = min(known.get(code, said), said, key=lambda one: (len("".join(one)), one))


def main(folder: Path) -> None:
    """Put together what the processes heard; what was heard before and is heard no more goes."""
    whole: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.json")):
        for code, said in json.loads(path.read_text()).items():
            take(whole, code, said)
    KEPT.write_text(json.dumps(dict(sorted(whole.items())), indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
