"""The kit page, and every template of the house."""

import re
import zipfile
from pathlib import Path

import lucide
import pytest
from django.conf import LazySettings
from django.template.loader import get_template

import unbilled
from browsing import logged_in

SOURCE = Path(unbilled.__file__).parent
TEMPLATES = sorted(path for path in SOURCE.rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_can_be_read_and_its_icons_are_there(path: Path) -> None:
    get_template(str(path).rpartition("/templates/")[2])
    with zipfile.ZipFile(Path(lucide.__file__).parent / "lucide.zip") as icons:
        known = {Path(name).stem for name in icons.namelist()}
    assert set(re.findall(r'{% lucide "([\w-]+)"', path.read_text())) <= known


def test_nothing_in_a_template_needs_more_than_the_policy_lets_run() -> None:
    for path in TEMPLATES:
        text = path.read_text()
        assert not re.findall(
            r"""\sstyle=|\son\w+=|<style|<script(?![^>]*\bsrc=)|hx-on|hx-vals|js:""", text
        ), path


def test_the_kit_page_is_there_in_development_only(db: None, settings: LazySettings) -> None:
    assert logged_in().get("/kit/").status_code == 404
    settings.DEBUG = True

    assert "Nothing matches these filters." in logged_in().get("/kit/").content.decode()
