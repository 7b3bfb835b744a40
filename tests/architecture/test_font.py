"""The font of the back office: small, kept for good by browsers, named by its version."""

from importlib.metadata import version
from pathlib import Path

import pytest
from django.test import Client

from unbilled.config.fonts import FONT, SCRIPTS
from unbilled.kit import apps
from unbilled.web.templatetags.shell import FONT as ANNOUNCED


def test_the_font_has_the_name_of_its_version_wherever_it_is_named() -> None:
    styles = Path(apps.__file__).with_name("static") / "kit" / "unbilled.css"

    assert version("fontpkg-inter").startswith(FONT.stem.removeprefix("inter-"))
    assert f"kit/{FONT.name}" == ANNOUNCED
    assert f'url("{FONT.name}")' in styles.read_text()
    assert all(first <= last for first, last in SCRIPTS)


def test_the_font_that_setup_made_is_small_and_kept(db: None) -> None:
    if not FONT.exists():
        pytest.skip("make setup makes the font: python -m unbilled.config.fonts")
    answer = Client(headers={"host": "localhost"}).get(f"/static/{ANNOUNCED}")

    assert answer.headers["Content-Type"] == "font/woff2"
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(b"".join(answer.streaming_content)) < 150_000  # type: ignore[attr-defined]
    answer.close()
