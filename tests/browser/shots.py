"""Pictures of every page at both sizes: ``python -m tests.browser.shots DIR``."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import chromium
from dashboard.pages import EVERY_PAGE
from data.build import build, config
from data.demo import demo
from tests.browser import slides
from tests.browser.visit import DESK, PHONE, Visit, address, context, served

STATES = {
    "overview-asb": "/?type=asb",
    "overview-norreys-estate": "/?type=asb&area=norreys-estate",
    "overview-change": "/?measure=change&type=asb",
    "overview-empty": "/?type=robbery&area=wargrave-station&from=2022-05&to=2022-05",
    "records-empty": "/records?type=robbery&area=wargrave-station&from=2022-05&to=2022-05",
    "hotspots-asb": "/hotspots?type=asb",
    "trends-by-type": "/trends?split=type",
    "not-found": "/nowhere",
}


def main(folder: Path) -> int:
    """Write the pictures; 0 when every one was taken without a fault."""
    program = chromium.find()
    if program is None:
        print(f"No pictures: {chromium.missing()}.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    pages = [address(page) for page in EVERY_PAGE]
    addresses = {each.strip("/").replace("/", "-") or "overview": each for each in pages} | STATES
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        room = Path(name)
        build.build(config.read(demo.write(room / "sources")), room / "packs")
        with served(room / "packs", room / "log") as site:
            browser = chromium.launch(playwright, program)
            for label, size in (("desk", DESK), ("phone", PHONE)):
                window = context(browser, size)
                for shot, path in addresses.items():
                    tab = Visit(window.new_page(), site, frozenset({404}))
                    tab.go(path)
                    picture = folder / f"{shot}-{label}.png"
                    tab.page.screenshot(path=picture, full_page=size == PHONE)
                    faults += [f"{picture.name}: {fault}" for fault in tab.close()]
                window.close()
            browser.close()
        slides.pictures(room / "packs", folder)
    print(f"{2 * len(addresses)} pictures are in {folder}.")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "shots")))
