"""Pictures of the pages in both languages: of the sample reports for the documentation, or of another record.

python benchmarks/screenshots.py docs
python benchmarks/screenshots.py /tmp/seen --record news.db --every
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browsed import CHROMIUM, FLAGS, addresses, serving
from playwright.sync_api import sync_playwright

import isnad
from isnad import __version__
from isnad.store.record import Record
from isnad.store.writing import Run
from isnad.workflow import AnnotatedReport, Settings, annotate_paths
from isnad.workflow.regroup import regroup

SAMPLES = Path(isnad.__file__).parent / "data" / "samples"
SHOWN = {
    "overview": "/overview",
    "search": "/search?q=الهدنة&in=statements",
    "report": "/report?id=shurfa-2025-11-05-souk-massacre",
    "story": "",
    "actor": "",
}
"""The pages of the documentation; an empty address is found by links."""
HEIGHT = 900
DRAWN = """async () => {
  for (const one of document.images) one.loading = "eager";
  await Promise.all([...document.images].map((one) => one.decode().catch(() => null)));
}"""
"""Waits for pictures, also those that are loaded only when somebody comes to them."""


def main() -> None:
    """Writes `web-PAGE-LANGUAGE.png` into a folder."""
    parser = argparse.ArgumentParser(description="Pictures of the pages of a record.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--record", help="A record; without it one of the sample reports is made.")
    parser.add_argument("--every", action="store_true", help="Every page, also narrow and dark, in its whole height.")
    told = parser.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    with _record(told.record) as record, serving(record) as origin:
        at = dict(addresses(origin))
        kinds = [("", 1280, "light")]
        if told.every:
            kinds += [("-narrow", 360, "light"), ("-dark", 1280, "dark")]
        else:
            at = {name: address or at[name] for name, address in SHOWN.items()}
        for ending, width, scheme in kinds:
            _write(origin, at, told.folder, ending=ending, width=width, scheme=scheme, whole=told.every)


def _write(origin: str, at: dict[str, str], folder: Path, *, ending: str, width: int, scheme: str, whole: bool) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
        for name, address in at.items():
            for lang in ("ar", "en"):
                path = address.partition("#")[0]
                page.goto(f"{origin}{path}{'&' if '?' in path else '?'}lang={lang}")
                page.evaluate("document.fonts.ready")
                page.evaluate(DRAWN)
                page.screenshot(path=folder / f"web-{name}{ending}-{lang}.png", full_page=whole)
        browser.close()


@contextmanager
def _record(name: str | None) -> Iterator[str]:
    """A record, or one of the samples, whose name on its pages is no path of this machine."""
    if name is not None:
        yield name
        return
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "samples.db")
        paths = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt", ".jsonl"})
        run = Run(version=__version__, rules="", models="")
        with Record(path, create=True) as record:
            read = (item for item in annotate_paths(paths, Settings()) if isinstance(item, AnnotatedReport))
            record.writer(run).add((item.report, item.layers) for item in read)
            regroup(record, run=run)
        yield path


if __name__ == "__main__":
    main()
