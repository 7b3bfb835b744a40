"""The code cites rules that are there, and every event says which rules it keeps."""

import ast
from pathlib import Path

import pytest
from checks import ROOT, SOURCE, events, statement_files, tree_of
from citations import (
    anchors,
    breaches_of_citations,
    breaches_of_event_source,
    breaches_of_links,
    breaches_of_statement_source,
    breaches_of_the_inside,
    texts,
)

RULES = sorted((ROOT / "docs/rules").glob("*.md"))
# In two pieces, so that what is planted below is no citation of this file.
D = "do" + "cs/"


def test_every_rule_that_is_cited_is_there() -> None:
    breaches = {path: breaches_of_citations(path.read_text()) for path in texts()}

    assert {str(path.relative_to(ROOT)): found for path, found in breaches.items() if found} == {}


def test_every_link_to_a_heading_leads_there() -> None:
    pages = [path for path in texts() if path.suffix == ".md"]
    breaches = {path: breaches_of_links(path.read_text(), path) for path in pages}

    assert {str(path.relative_to(ROOT)): found for path, found in breaches.items() if found} == {}


def test_nothing_is_cited_that_a_reader_cannot_open() -> None:
    breaches = {path: breaches_of_the_inside(path.read_text()) for path in texts()}

    assert {str(path.relative_to(ROOT)): found for path, found in breaches.items() if found} == {}


def test_every_statement_of_an_event_has_a_source() -> None:
    breaches = {path: breaches_of_statement_source(path.read_text()) for path in statement_files()}

    assert {str(path.relative_to(SOURCE)): found for path, found in breaches.items() if found} == {}


@pytest.mark.parametrize("path", events(), ids=lambda path: path.stem)
def test_an_event_says_which_rules_it_keeps(path: Path) -> None:
    assert breaches_of_event_source(tree_of(path), path.stem) == []


def test_every_page_of_rules_is_listed() -> None:
    listed = (ROOT / "docs/rules/README.md").read_text()

    assert [path.name for path in RULES if path.name != "README.md" and f"]({path.name})" not in listed] == []


def test_every_rule_is_numbered_or_a_table() -> None:
    bare = [
        f"{path.name}: {section.splitlines()[0]}"
        for path in RULES
        if path.name != "README.md"
        for section in path.read_text().split("\n## ")[1:]
        if "\n1. " not in section and "\n| --- " not in section
    ]

    assert bare == []


# Planted breaches


def planted(tmp_path: Path) -> Path:
    page = tmp_path / "docs/rules/billing.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Billing\n\n## Marking ready\n\n1. It is marked.\n")
    return tmp_path


def test_a_heading_is_named_as_github_names_it() -> None:
    page = "# Billing\n\n## An invoice's date, again\n\n```\n# no heading\n```\n\n## [Open](x.md) `end`\n\n## Billing\n"

    assert anchors(page) == {"billing", "an-invoices-date-again", "open-end", "billing-1"}


def test_a_rule_that_is_not_there_is_caught(tmp_path: Path) -> None:
    root = planted(tmp_path)
    text = f"-- source: {D}rules/billing.md#marking-ready; {D}rules/billing.md#marking; {D}rules/fog.md#x"

    assert breaches_of_citations(text, root) == [
        f"cites {D}rules/billing.md#marking: the page has no such heading",
        f"cites {D}rules/fog.md#x: there is no such page",
    ]


def test_a_page_cited_at_the_end_of_a_sentence_is_found(tmp_path: Path) -> None:
    assert breaches_of_citations(f"Source: {D}rules/billing.md.", planted(tmp_path)) == []


def test_a_link_to_a_heading_that_is_not_there_is_caught(tmp_path: Path) -> None:
    page = planted(tmp_path) / "docs/rules/work.md"
    page.write_text("# Work\n")
    text = "See [a](billing.md#marking-ready), [b](#work), [c](#gone), [d](billing.md#gone), [e](https://x.org/#y)."

    assert breaches_of_links(text, page) == [
        "cites work.md#gone: the page has no such heading",
        "cites billing.md#gone: the page has no such heading",
    ]


def test_a_citation_of_what_is_elsewhere_is_caught() -> None:
    outside = "sp" + "ec/operations.md"
    page = "DES" + "IGN.md"
    text = f"select 1\n-- source: {outside} 9\nfind_spec(x)\n# {page} 7\n"

    assert breaches_of_the_inside(text) == [
        f"line 2 cites {outside.removesuffix('.md')}, which is not in the repository: cite a rule under docs/rules",
        f"line 4 cites {page}, which is not in the repository: cite a rule under docs/rules",
    ]


@pytest.mark.parametrize("source", ["", "-- source:  none\n", "-- source:  style\n"])
def test_a_statement_without_a_source_is_caught(source: str) -> None:
    assert breaches_of_statement_source(f"-- event:   mark_ready\n{source}select 1") == [
        "has no source: name the rule, such as docs/rules/billing.md#confirming"
    ]


def test_a_statement_of_a_read_needs_none() -> None:
    assert breaches_of_statement_source("-- read:    backlog\nselect 1") == []


@pytest.mark.parametrize("said", ["", "\n\n    Source:\n        a good book.\n    "])
def test_an_event_without_a_source_is_caught(said: str) -> None:
    tree = ast.parse(f'def mark_ready():\n    """Mark.{said}"""\n')

    assert breaches_of_event_source(tree, "mark_ready") == ["mark_ready has no `Source:` that cites a rule"]
    assert breaches_of_event_source(tree, "mark") == ["there is no function mark"]
