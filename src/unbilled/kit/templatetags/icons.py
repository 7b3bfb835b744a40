"""Icons: each drawn once for as long as the program runs; drawing the thirty of a page took a tenth of its time."""

from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import lucide as package
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def lucide(name: str, *, size: int = 24, **attributes: str) -> SafeString:
    """An icon of the set: its drawing, with its size in pixels and whatever the page says of it."""
    drawing = ElementTree.fromstring(_drawings().read(f"{name}.svg"))
    named = {word.replace("_", "-"): said for word, said in attributes.items()}
    tag = _tag({**drawing.attrib, "width": str(size), "height": str(size), **named})
    lines = format_html_join(
        "", "<{}{}/>", ((line.tag.rpartition("}")[2], _tag(line.attrib)) for line in drawing)
    )
    return format_html("<svg{}>{}</svg>", tag, lines)


def _tag(attributes: dict[str, str]) -> SafeString:
    return format_html_join("", ' {}="{}"', attributes.items())


@cache
def _drawings() -> ZipFile:
    """All drawings; the package reads their long list anew for each of them."""
    return ZipFile(BytesIO(Path(package.__file__).with_name("lucide.zip").read_bytes()))
