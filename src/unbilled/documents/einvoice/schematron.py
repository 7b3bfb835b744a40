"""Schematron, as rule owners publish it, becomes a stylesheet that lists what a document breaks.

The subset that the rules of electronic invoices use: phases aside, patterns with rules of which the first that
matches an element counts, assertions, reports, variables, functions, inclusion. Nothing is fetched: an included
file is looked for by its name beside the including one.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from unbilled.foundation.refusals import Refusal

SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
XS = "http://www.w3.org/2001/XMLSchema"
PLACE = (
    "string-join(for $one in ancestor-or-self::* return concat(name($one), for $same in "
    "count($one/../*[node-name() = node-name($one)]) return if ($same > 1) then "
    "concat('[', 1 + count($one/preceding-sibling::*[node-name() = node-name($one)]), ']') else ''), '/')"
)
"""Where an element stands, as people write paths."""


class RulesUnreadable(Refusal):
    """Rules that cannot be read check nothing, so nothing passes them."""

    sentence = "The rules in {file} cannot be read: {why}."
    remedy = "Put the file into the rules folder again as its owner published it."


def parser() -> etree.XMLParser:
    """A parser that reads what it is given and nothing else: no entities, no network."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)


def stylesheet(file: Path) -> str:
    """Compile a Schematron file.

    Args:
        file: The file; what it includes stands in the same folder.

    Returns:
        An XSLT 3.0 stylesheet. It answers ``<findings>`` with one ``<finding id flag place>`` of text each.

    Raises:
        RulesUnreadable: It is no Schematron, or includes what is not there.
    """
    try:
        schema = etree.parse(str(file), parser()).getroot()
        parts = list(_parts(schema, file))
    except (OSError, etree.XMLSyntaxError) as error:
        raise RulesUnreadable(file=file.name, why=error) from None
    if schema.tag != _sch("schema"):
        raise RulesUnreadable(file=file.name, why="it is no Schematron")
    spaces = {one.get("prefix", ""): one.get("uri", "") for one in schema.iter(_sch("ns"))}
    declared = {prefix: uri for prefix, uri in schema.nsmap.items() if prefix and uri != SCH}
    sheet = etree.Element(
        _xsl("stylesheet"), nsmap={"xs": XS, **declared, **spaces, "xsl": XSL}, version="3.0"
    )
    patterns = [part for part in parts if part.tag == _sch("pattern")]
    for part in parts:
        if part.tag.startswith(f"{{{XSL}}}"):
            sheet.append(part)
        elif part.tag == _sch("let"):
            _variable(sheet, part)
    for number, pattern in enumerate(patterns):
        _pattern(sheet, pattern, f"p{number}")
    start = etree.SubElement(sheet, _xsl("template"), match="/")
    found = etree.SubElement(start, "findings")
    for number, _ in enumerate(patterns):
        etree.SubElement(found, _xsl("apply-templates"), select="/", mode=f"p{number}")
    return etree.tostring(sheet, encoding="unicode")


def _parts(schema: etree._Element, file: Path) -> Iterator[etree._Element]:
    """What a schema consists of, inclusions in their place."""
    for part in list(schema):
        if part.tag == _sch("include"):
            yield etree.parse(str(file.with_name(Path(part.get("href", "")).name)), parser()).getroot()
        else:
            yield part


def _pattern(sheet: etree._Element, pattern: etree._Element, mode: str) -> None:
    """One walk through the document: of its rules, the first that matches an element counts."""
    etree.SubElement(sheet, _xsl("mode"), {"name": mode, "on-no-match": "shallow-skip"})
    rules = pattern.findall(_sch("rule"))
    for let in pattern.findall(_sch("let")):
        _variable(sheet, let)
    for place, rule in enumerate(rules):
        template = etree.SubElement(
            sheet,
            _xsl("template"),
            match=rule.get("context", ""),
            mode=mode,
            priority=str(len(rules) - place),
        )
        for part in rule:
            if part.tag == _sch("let"):
                _variable(template, part)
            elif part.tag in (_sch("assert"), _sch("report")):
                _assertion(template, part)
        etree.SubElement(template, _xsl("apply-templates"), select="@*|*", mode=mode)


def _assertion(template: etree._Element, part: etree._Element) -> None:
    test = part.get("test", "")
    when = etree.SubElement(template, _xsl("if"), test=f"not({test})" if part.tag == _sch("assert") else test)
    finding = etree.SubElement(
        when, "finding", id=part.get("id", ""), flag=part.get("flag", "") or part.get("role", "") or "fatal"
    )
    etree.SubElement(finding, _xsl("attribute"), name="place", select=PLACE)
    etree.SubElement(finding, _xsl("text")).text = part.text or ""
    for child in part:
        select = child.get("select") or f"name({child.get('path', '')})"
        etree.SubElement(finding, _xsl("value-of"), select=select)
        etree.SubElement(finding, _xsl("text")).text = child.tail or ""


def _variable(parent: etree._Element, let: etree._Element) -> None:
    etree.SubElement(parent, _xsl("variable"), name=let.get("name", ""), select=let.get("value", ""))


def _sch(name: str) -> str:
    return f"{{{SCH}}}{name}"


def _xsl(name: str) -> str:
    return f"{{{XSL}}}{name}"
