"""What a browser has to fetch: of our scripts, and of all that a first page takes; source: docs/decisions/0220."""

import gzip
import re

import pytest

from browsing import logged_in
from every_list import busy
from unbilled.config.fonts import FONT
from unbilled.lab.scenarios.books import Books

SCRIPTS, FIRST_LOAD = 20_000, 350_000
PAGES = (
    "",
    "backlog/",
    "hub/",
    "entries/?status=submitted",
    "proformas/P-00003/",
    "proposals/P-00004/",
    "time/",
)
TAKES = {"accept-encoding": "gzip, deflate, br"}


def fetched(address: str) -> tuple[bytes, dict[str, str]]:
    """What travels of a file, and what is said with it."""
    answer = logged_in().get(address, headers=TAKES)
    assert answer.status_code == 200, address
    return b"".join(answer), dict(answer.headers)  # type: ignore[call-overload]


@pytest.mark.parametrize("page", PAGES)
def test_a_first_page_stays_within_its_budget(books: Books, page: str) -> None:
    if not FONT.exists():
        pytest.skip("the font of the pages is not made: python -m unbilled.config.fonts")
    busy(books)
    html, _ = fetched(f"/c/LARK/{page}")

    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html.decode()))
    sizes = {file: len(fetched(file)[0]) for file in files}
    ours = {file: size for file, size in sizes.items() if file.endswith(".js") and "/htmx" not in file}
    assert 2 <= len(ours) < len(sizes)
    assert sum(ours.values()) < SCRIPTS, ours
    assert len(html) + sum(sizes.values()) < FIRST_LOAD, sizes


def test_all_our_scripts_together_stay_within_the_budget(db: None) -> None:
    folder = FONT.parent
    scripts = {file.name: len(fetched(f"/static/kit/{file.name}")[0]) for file in folder.glob("*.js")}
    assert len(scripts) == 6
    assert sum(scripts.values()) < SCRIPTS, scripts


def test_what_is_packed_is_the_file_and_is_not_sent_twice(db: None) -> None:
    file = FONT.parent / "grid.js"
    browser = logged_in()

    content, headers = fetched("/static/kit/grid.js")

    assert gzip.decompress(content) == file.read_bytes()
    assert (headers["Content-Encoding"], headers["Content-Length"]) == ("gzip", str(len(content)))
    assert "Accept-Encoding" in headers["Vary"]
    again = browser.get("/static/kit/grid.js", headers={**TAKES, "if-none-match": headers["ETag"]})
    assert again.status_code == 304
    plain = browser.get("/static/kit/grid.js")
    assert b"".join(plain.streaming_content) == file.read_bytes()  # type: ignore[attr-defined]
    assert "Content-Encoding" not in plain.headers
