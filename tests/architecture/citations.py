"""What cites what: rules and pages that are named exist, and nothing is cited that a reader cannot open."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from checks import ROOT

from unbilled.foundation.headers import read_header

CITED = re.compile(r"\bdocs/[\w/-]+(?:\.[\w-]+)*?\.md(?:#[\w-]+)?")
LINKED = re.compile(r"\]\((?![a-z]+:)([^)\s#]*)#([^)\s]+)\)")
# Pages that are not in the repository; in two pieces, so that this file does not cite them.
OUTSIDE = re.compile(r"\bsp" + r"ec/\w+|\bDES" + r"IGN\.md|\.\./sha" + r"red\b")
FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """The places of a page that a link can lead to, as GitHub names them after the headings.

    A heading that stands twice has a number behind its second place.
    """
    found: set[str] = set()
    counts: dict[str, int] = {}
    for heading in re.findall(r"^#{1,6} +(.+?) *#* *$", FENCE.sub("", text), re.MULTILINE):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
        found.add(f"{name}-{counts[name]}" if name in counts else name)
        counts[name] = counts.get(name, 0) + 1
    return found


@cache
def places(page: Path) -> frozenset[str] | None:
    """The anchors of a page; None when there is no such page."""
    return frozenset(anchors(page.read_text(encoding="utf-8"))) if page.is_file() else None


def breaches_of_citations(text: str, root: Path = ROOT) -> list[str]:
    """Pages and rules that a text cites and that do not exist.

    Args:
        text: A statement, a module, a scenario or a page.
        root: Folder that holds ``docs``.
    """
    return [breach for cited in CITED.findall(text) for breach in _dead(cited, root)]


def _dead(cited: str, folder: Path) -> Iterator[str]:
    name, _, anchor = cited.partition("#")
    there = places((folder / name).resolve())
    if there is None:
        yield f"cites {cited}: there is no such page"
    elif anchor and anchor not in there:
        yield f"cites {cited}: the page has no such heading"


def breaches_of_links(text: str, page: Path) -> list[str]:
    """Links of a page to headings, of its own or of other pages, that are not there."""
    return [
        breach
        for name, anchor in LINKED.findall(FENCE.sub("", text))
        for breach in _dead(f"{name or page.name}#{anchor}", page.parent)
    ]


def breaches_of_the_inside(text: str) -> list[str]:
    """Citations of what a reader of the repository cannot open."""
    return [
        f"line {number} cites {found[0]}, which is not in the repository: cite a rule under docs/rules"
        for number, line in enumerate(text.splitlines(), 1)
        if (found := OUTSIDE.search(line))
    ]


def breaches_of_statement_source(text: str) -> list[str]:
    """A statement of an event that does not say which rule it keeps."""
    header = read_header(text)
    if header["event"] and not CITED.search(header["source"]):
        return ["has no source: name the rule, such as docs/rules/billing.md#confirming"]
    return []


def breaches_of_event_source(tree: ast.Module, stem: str) -> list[str]:
    """An event whose docstring does not say which rule it keeps."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == stem:
            _, found, said = (ast.get_docstring(node) or "").partition("\nSource:\n")
            return [] if found and CITED.search(said) else [f"{stem} has no `Source:` that cites a rule"]
    return [f"there is no function {stem}"]


def texts() -> list[Path]:
    """Every file of the house in which something can be cited."""
    kinds = {".py", ".sql", ".yaml", ".toml", ".md", ".html", ".typ"}
    return [
        ROOT / "README.md",
        *sorted(
            path
            for top in ("src", "tests", "docs", "benchmarks")
            for path in (ROOT / top).rglob("*")
            if path.suffix in kinds
        ),
    ]
