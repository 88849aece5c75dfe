"""Formulas and HTML in every text of a pack, as a browser shows them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from data.pack.pack import Pack
from tests.browser.visit import DESK, Size, Visit, served
from tests.dashboard.test_hostile_strings import addresses, pack, packs

__all__ = ["pack", "packs"]

# Each way of showing a text: tiles and lists, a map, names in a chart, rows, sources and notes.
WAYS = {"/", "/hotspots?layer=points", "/trends?split=area", "/records", "/about"}


@pytest.mark.browser
@pytest.mark.parametrize(
    "every",
    [False, pytest.param(True, marks=pytest.mark.verify)],
    ids=["every way of showing a text", "every page"],
)
def test_no_script_of_theirs_runs_in_a_browser(
    packs: Path, pack: Pack, window: Callable[[Size], BrowserContext], tmp_path: Path, every: bool
) -> None:
    shown = [each for each in addresses(pack) if every or each in WAYS]
    assert {*shown} >= WAYS
    with served(packs, tmp_path / "log") as running:
        seen = Visit(window(DESK).new_page(), running)
        seen.page.on("dialog", lambda dialog: seen.faults.append(f"dialog: {dialog.message}"))
        for address in shown:
            seen.go(address)
            for fold in seen.page.locator("details:visible").all():
                fold.evaluate("it => { it.open = true; }")
            seen.settle()
            assert seen.page.evaluate("() => window.ran") is None, address
            assert seen.page.locator("img[src='x']").count() == 0
        assert seen.close() == []
