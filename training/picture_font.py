"""Builds the font of pictures: Noto Sans Arabic with the Latin, Greek and Cyrillic letters and the signs of Noto Sans.

What draws a picture on the server takes all letters of a word from one font, so that one font must have them all. Both
are under the SIL Open Font License without a reserved name; the new font has another name, as it asks for changed ones.

    pip install fonttools brotli
    python training/picture_font.py /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf  # Debian: fonts-noto-core
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path("isnad/web/static/fonts")
ARABIC = FONTS / "NotoSansArabic-Regular.woff2"
FAMILY = "Isnad Pictures"
RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF))
SIGNS = (0x200E, 0x200F, *range(0x2010, 0x2028), *range(0x202A, 0x203B), 0x20AC, 0x2116, 0x2122, 0x2212, 0xFFFD)
SIGNS += tuple(range(0x2190, 0x2194))


def main() -> None:
    """Merges the package's Arabic font and the Latin one that the command line names."""
    arabic, latin = TTFont(ARABIC), TTFont(sys.argv[1])
    arabic.flavor = None
    wanted = {code for first, last in RANGES for code in range(first, last + 1)} | set(SIGNS)
    _cut(latin, wanted - set(arabic.getBestCmap()) | set(range(0x30, 0x3A)))
    _cut(arabic, set(arabic.getBestCmap()) - set(range(0x30, 0x3A)))
    with tempfile.TemporaryDirectory() as folder:
        parts = [str(Path(folder) / f"{name}.ttf") for name in ("arabic", "latin")]
        for font, part in zip((arabic, latin), parts, strict=True):
            font.save(part)
        merged = Merger().merge(parts)
    for record in merged["name"].names:
        if record.nameID in (1, 16):
            record.string = FAMILY
        elif record.nameID == 4:
            record.string = f"{FAMILY} Regular"
        elif record.nameID == 6:
            record.string = f"{FAMILY.replace(' ', '')}-Regular"
    merged.save(FONTS / "IsnadPictures-Regular.ttf")
    merged.flavor = "woff2"
    merged.save(FONTS / "IsnadPictures-Regular.woff2")


def _cut(font: TTFont, codes: set[int]) -> None:
    options = Options(layout_features=["*"], hinting=False, glyph_names=False, notdef_outline=True)
    options.drop_tables += ["DSIG", "FFTM", "STAT", "MVAR"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)


if __name__ == "__main__":
    main()
