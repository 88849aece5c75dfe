"""The layers of the hotspot map and the comparison, used as people would use them."""

import json
import math
import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from data.view import VIEW_CHOICES
from tests.browser.conftest import NewVisit
from tests.browser.test_access import SIZES, check
from tests.browser.visit import PHONE, Size, Visit

pytestmark = pytest.mark.browser

LINKS = {"points": "Street points", "areas": "Wards", "density": "Density",
         "clusters": "Clusters", "life": "Life cycle"}  # fmt: skip
ASKED = "type=criminal-damage-and-arson&period=all"
CARD = "#hotspots-map-title"


def layer_link(seen: Visit, name: str):
    nav = seen.page.get_by_role("navigation", name="Layer of the map")
    return nav.get_by_role("link", name=LINKS[name], exact=True)


def test_every_layer_is_chosen_by_its_link(visit: NewVisit) -> None:
    assert set(LINKS) == set(VIEW_CHOICES["layer"])
    seen = visit(f"/hotspots?{ASKED}")
    for name in [*VIEW_CHOICES["layer"][1:], "points"]:
        layer_link(seen, name).click()
        expect(layer_link(seen, name)).to_have_attribute("aria-current", "true")
        seen.settle()
        assert (f"layer={name}" in seen.search) == (name != "points")


def test_every_layer_is_chosen_by_keyboard_alone(visit: NewVisit) -> None:
    keys = visit(f"/hotspots?{ASKED}")
    for name in ("areas", "density", "clusters", "life"):
        layer_link(keys, name).focus()
        keys.page.keyboard.press("Enter")
        expect(layer_link(keys, name)).to_have_attribute("aria-current", "true")
        keys.settle()
        assert keys.focused()["name"] == LINKS[name]


def test_tooltips_the_list_and_the_table_agree(visit: NewVisit) -> None:
    seen = visit(f"/hotspots?{ASKED}&layer=clusters")
    cards = seen.map("graph._fullData[1].text")
    fold = seen.page.locator(".more", has_text="Show the numbers").first
    seen.show_numbers(fold)
    rows = fold.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    assert len(rows) == len(cards) > 0
    for card, row in zip(cards, rows, strict=True):
        lines = card.split("<br>")
        assert lines[:2] == [f"<b>{row[0]}</b>", row[2]]
        assert lines[2] == f"{row[3]} {'incident' if row[3] == '1' else 'incidents'}"
        assert f"{row[4]} with the squares beside it" in lines
    total = sum(int(row[3].replace(",", "")) for row in rows)
    values = seen.page.locator("#hotspots-list .ranking b").all_inner_texts()
    # A group holds what its squares enclose as well.
    assert sum(int(each.replace(",", "")) for each in values) >= total
    about = seen.page.locator("#hotspots-list .ranking small").all_inner_texts()
    assert sum(int(each.split()[0]) for each in about) == len(rows)


def drag(seen: Visit, *corners: tuple[float, float]) -> None:
    """Press at the first of these shares of the map's width and height, and go on to the others."""
    seen.map("graph.scrollIntoView({block: 'center'})")
    box = seen.page.locator("#main .js-plotly-plot").first.bounding_box()
    assert box
    at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in corners]
    seen.page.mouse.move(*at[0])
    seen.page.mouse.down()
    for x, y in at[1:]:
        seen.page.mouse.move(x, y, steps=6)
    seen.page.mouse.up()


LASSO = ((0.5, 0.5), (0.65, 0.5), (0.65, 0.65), (0.5, 0.65), (0.5, 0.51))


@pytest.mark.parametrize(
    ("button", "way"), [("Draw a box", ((0.5, 0.5), (0.65, 0.65))), ("Draw around", LASSO)]
)
def test_an_area_is_drawn_shared_and_cleared(visit: NewVisit, button: str, way) -> None:
    seen = visit("/hotspots?type=asb")
    seen.page.get_by_role("button", name=button).click()
    drag(seen, *way)
    expect(seen.status).to_contain_text("in a drawn area of")
    seen.settle()
    assert "drawn=" in seen.search
    pressed = seen.page.get_by_role("button", name=button)
    expect(pressed).to_have_attribute("aria-pressed", "false")
    said = seen.status.inner_text()
    number = int(re.match(r"([\d,]+) ", said)[1].replace(",", ""))
    assert 0 < number < 973
    shared = visit(f"/records{seen.search}")
    shared.says(said.split(".")[0])
    seen.page.get_by_role("link", name="Clear the drawn area").click()
    seen.says("973 anti-social behaviour incidents in Wokingham")
    assert "drawn" not in seen.search


def corners(seen: Visit) -> list[tuple[float, float]]:
    """The first and third corner of the area in the address, as longitude and latitude."""
    asked = parse_qs(seen.search[1:])["drawn"][0].split("_")
    return [(float(lon), float(lat)) for lon, lat in (each.split(",") for each in asked[::2])]


def test_a_box_is_marked_with_keys_alone(visit: NewVisit) -> None:
    keys = visit("/hotspots?type=asb")
    keyboard, button = keys.page.keyboard, keys.page.get_by_role("button", name="Draw a box")
    button.focus()
    keyboard.press("Enter")
    expect(keys.page.get_by_role("button", name="Move the box left")).to_be_focused()
    said = keys.page.locator(".box-tools [role=status]")
    expect(said).to_have_text(re.compile(r"^[\d.]+ by [\d.]+ km$"))
    width, height = (float(each) for each in re.findall(r"[\d.]+", said.inner_text()))
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        keyboard.press(key)
    keys.page.get_by_role("button", name="Use this box").focus()
    keyboard.press("Enter")
    expect(keys.status).to_contain_text("in a drawn area of")
    expect(keys.page.locator(".box-over")).to_have_count(0)
    keys.settle()
    expect(button).to_be_focused()
    (west, north), (east, south) = corners(keys)
    middle, per_degree = keys.map("graph._fullLayout.map._subplot.map.getCenter()"), 111.2
    # Two steps to the right and one up, from the middle of the map.
    right, up = (west + east) / 2 - middle["lng"], (south + north) / 2 - middle["lat"]
    assert right * math.cos(math.radians(middle["lat"])) == pytest.approx(2 * up, rel=0.02)
    assert up > 0
    assert abs(north - south) * per_degree == pytest.approx(height, rel=0.02)
    across = (east - west) * per_degree * math.cos(math.radians(north))
    assert across == pytest.approx(width, rel=0.02)


def test_a_box_is_marked_without_dragging_and_stays_on_the_map(visit: NewVisit) -> None:
    seen = visit("/hotspots?type=asb", PHONE)
    seen.page.get_by_role("button", name="Draw a box").click()
    frame = seen.page.locator(".box-frame")
    larger = seen.page.get_by_role("button", name="Make the box larger")
    before = frame.bounding_box()
    check(seen, "with a box on the map")
    larger.click()
    after = frame.bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"]
    for _press in range(60):
        larger.click()
    around = seen.page.locator("#main .js-plotly-plot").first.bounding_box()
    held = frame.bounding_box()
    assert around
    assert held
    assert held["x"] >= around["x"] - 1
    assert held["x"] + held["width"] <= around["x"] + around["width"] + 1
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator(".box-over")).to_have_count(0)
    expect(seen.page.get_by_role("button", name="Draw a box")).to_be_focused()
    assert "drawn" not in seen.search


def test_nothing_is_drawn_by_a_line_and_escape_leaves(visit: NewVisit) -> None:
    seen = visit("/hotspots?type=asb")
    button = seen.page.get_by_role("button", name="Draw a box")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    drag(seen, (0.5, 0.5), (0.5, 0.7))
    seen.settle()
    assert "drawn" not in seen.search
    button.click() if button.get_attribute("aria-pressed") != "true" else None
    seen.page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert seen.map("graph._fullLayout.dragmode") is False


def test_the_bandwidth_follows_the_keyboard(visit: NewVisit) -> None:
    keys = visit("/hotspots?type=asb&layer=density")
    slider = keys.page.get_by_role("slider", name="Bandwidth")
    slider.focus()
    keys.page.keyboard.press("ArrowRight")
    expect(keys.page.locator("#hotspots-map-head")).to_contain_text("a bandwidth of 450 m")
    keys.settle()
    assert "bandwidth=450" in keys.search
    assert "Bandwidth 450 m" in keys.map("graph._fullLayout.annotations[0].text")
    # The slider that comes with the answer has the focus, so that the next key counts too.
    keys.page.keyboard.press("ArrowLeft")
    expect(keys.page.locator("#hotspots-map-head")).to_contain_text("a bandwidth of 400 m")
    keys.settle()
    assert "bandwidth" not in keys.search


def test_the_maps_of_two_periods_move_together(visit: NewVisit) -> None:
    seen = visit("/compare?type=asb")
    every = "[...document.querySelectorAll('.linked .js-plotly-plot')]"
    maps = f"{every}.map(each => each._fullLayout.map._subplot.map)"
    seen.page.evaluate(f"() => {maps}[0].jumpTo({{center: [-0.84, 51.42], zoom: 12}})")
    views = seen.page.evaluate(
        f"() => JSON.stringify({maps}.map(map => [map.getCenter().toArray(), map.getZoom()]))"
    )
    one, other = json.loads(views)
    assert one == other
    assert one[0] == pytest.approx([-0.84, 51.42])


@SIZES
@pytest.mark.parametrize(
    "address",
    [*(f"/hotspots?{ASKED}&layer={each}" for each in VIEW_CHOICES["layer"]),
     "/compare?type=asb&against=2020-21"],
)  # fmt: skip
def test_no_layer_breaks_a_rule_of_wcag(visit: NewVisit, address: str, size: Size) -> None:
    seen = visit(address, size)
    for fold in seen.page.locator("main .more:visible").all():
        seen.show_numbers(fold)
    check(seen, address)
    seen.fits()
