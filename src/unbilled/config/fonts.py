"""The font of the back office, made from the font of the invoices: the scripts of Europe, as one small variable WOFF2.

``python -m unbilled.config.fonts`` writes it beside the style sheet, once after installing; without it pages take the
whole font, which is ten times as large.
"""

import sys
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SOURCE = Path(str(files("fontpkg_inter"))) / "files" / "Inter[opsz,wght].ttf"
FONT = Path(str(files("unbilled.kit"))) / "static" / "kit" / "inter-4.1.woff2"
"""Named by its version: browsers keep it for good."""
SCRIPTS = (
    (0x20, 0x7E),
    (0xA0, 0x24F),  # Latin, with what the languages of Europe add to it
    (0x300, 0x36F),
    (0x370, 0x3FF),
    (0x400, 0x491),
    (0x1E00, 0x1EFF),
    (0x2000, 0x214F),  # dashes, quotation marks, currencies, letterlike
    (0x2190, 0x22FF),  # arrows and mathematical signs
)
FEATURES = ["kern", "ccmp", "locl", "mark", "mkmk", "tnum", "calt"]
WEIGHTS = (400, 600)


def write_font() -> Path:
    """Write the font; where it stands."""
    font = TTFont(SOURCE)
    options = subset.Options(layout_features=FEATURES, hinting=False)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=[each for first, last in SCRIPTS for each in range(first, last + 1)])
    chosen.subset(font)
    instancer.instantiateVariableFont(font, {"wght": WEIGHTS, "opsz": 14}, inplace=True)
    font.flavor = "woff2"
    unfinished = FONT.with_suffix(".unfinished")
    font.save(unfinished)
    return unfinished.rename(FONT)


if __name__ == "__main__" and not FONT.exists():
    sys.stdout.write(f"{write_font().name}\n")
