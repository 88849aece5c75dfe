"""The layers of the hotspot map and the comparison, used as people would use them."""

import math
import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from data.model.crime_types import CHOICE
from data.model.view import VIEW_CHOICES
from tests.browser.conftest import NewVisit
from tests.browser.test_every_page import SIZES, check, show_all_numbers
from tests.browser.visit import PHONE, Size, Visit

pytestmark = pytest.mark.browser

LINKS = {"points": "Street points", "areas": "Wards", "density": "Density",
         "clusters": "Clusters", "life": "Life cycle"}  # fmt: skip
ASKED = "type=criminal-damage-and-arson&period=all"
CARD = "#hotspots-map-title"


def layer_link(seen: Visit, name: str):
    nav = seen.page.get_by_role("navigation", name="Layer of the map")
    return nav.get_by_role("link", name=LINKS[name], exact=True)


def test_every_layer_is_chosen_by_keyboard_alone(visit: NewVisit) -> None:
    assert set(LINKS) == set(VIEW_CHOICES["layer"])
    keys = visit(f"/hotspots?{ASKED}")
    for name in [*VIEW_CHOICES["layer"][1:], "points"]:
        layer_link(keys, name).focus()
        keys.page.keyboard.press("Enter")
        expect(layer_link(keys, name)).to_have_attribute("aria-current", "true")
        keys.settle()
        assert keys.focused()["name"] == LINKS[name]
        assert (f"layer={name}" in keys.search) == (name != "points")


# Keep what Play says and is called at each step: a month is shown for a second only.
KEEP_PLAYED = """() => {
  const box = document.querySelector('.months-of-map');
  const texts = () => ['button', 'output'].map(each => box.querySelector(each).textContent);
  window.played = [];
  new MutationObserver(() => window.played.push(texts())).observe(box, {
    childList: true, subtree: true});
}"""
# How many circles there are, and the text of the first.
ARRAYS = "[graph.data[1].lon.length, graph.data[1].text[0]]"


def test_the_months_of_the_street_points_are_played(visit: NewVisit) -> None:
    seen = visit()
    seen.page.emulate_media(reduced_motion="no-preference")
    seen.go("/hotspots?type=asb&area=norreys&from=2022-04&to=2022-06")
    points, card = seen.map(ARRAYS)
    assert not [each.url for each in seen.responses if "/months/" in each.url]
    opens = seen.page.get_by_role("button", name="Month by month")
    opens.focus()
    seen.page.keyboard.press("Enter")
    slider = seen.page.get_by_role("slider", name="Month")
    expect(slider).to_be_focused()
    said = seen.page.locator(".months-of-map output")
    months = []
    for month in ("April", "May", "June"):
        expect(said).to_contain_text(f"{month} 2022: ")
        seen.settle()
        shown, text = seen.map(ARRAYS)
        n, at = map(int, re.findall(r"(\d+) (?:incident|street)", said.inner_text()))
        assert shown == at < points
        assert text.endswith(f" in {month} 2022")
        assert slider.get_attribute("aria-valuetext") == said.inner_text()
        months.append(n)
        seen.page.keyboard.press("ArrowRight")
    sentence = seen.page.locator("#hotspots-map").inner_text()
    assert f"Circles show {sum(months)} of " in sentence

    # Zooming keeps the month; Play goes from the first month to the last and stops.
    seen.map("Plotly.relayout(graph, {'map.zoom': 15}).then(() => 1)")
    seen.settle()
    assert seen.map(ARRAYS)[1].endswith(" in June 2022")
    play = seen.page.locator(".months-of-map button")
    seen.page.evaluate(KEEP_PLAYED)
    play.click()
    expect(said).to_contain_text("June 2022")
    expect(play).to_have_text("Play")
    played = seen.page.evaluate("() => window.played")
    assert [(button, month.partition(" 2022")[0]) for button, month in played] == [
        ("Pause", "April"), ("Pause", "May"), ("Play", "June")
    ]  # fmt: skip

    opens.click()
    expect(slider).to_have_count(0)
    assert seen.map(ARRAYS) == [points, card]
    opens.click()
    layer_link(seen, "areas").click()
    expect(slider).to_have_count(0)
    seen.settle()
    assert len([each.url for each in seen.responses if "/months/" in each.url]) == 2


def test_without_motion_the_months_are_only_chosen(visit: NewVisit) -> None:
    seen = visit("/hotspots?type=asb", PHONE)
    seen.page.get_by_role("button", name="Month by month").tap()
    expect(seen.page.get_by_role("slider", name="Month")).to_be_visible()
    expect(seen.page.locator(".months-of-map button")).to_have_count(0)
    check(seen, "a month of the street points")


def test_tooltips_the_list_and_the_table_agree(visit: NewVisit) -> None:
    seen = visit(f"/hotspots?{ASKED}&layer=clusters")
    cards = seen.map("graph._fullData[1].text")
    fold = seen.page.locator(".more", has_text="Show the numbers").first
    seen.show_numbers(fold)
    rows = fold.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    assert len(rows) == len(cards) > 0
    noun = CHOICE["criminal-damage-and-arson"].noun
    held: dict[str, str] = {}
    for card, (square, cluster, sure, of_cluster, n, around, *_rest) in zip(
        cards, rows, strict=True
    ):
        lines = card.split("<br>")
        said = [noun.count(int(each.replace(",", ""))) for each in (n, around)]
        surroundings = f"Busier surroundings: {sure[0].lower()}{sure[1:]}"
        counts = f"{said[0]} in this square", f"{said[1]} with those beside it"
        assert {surroundings, *counts} <= {*lines}
        if cluster != "–":
            assert (lines[0], lines[2]) == (f"<b>Cluster around {cluster}</b>", square)
            held[cluster] = of_cluster
    values = seen.page.locator("#hotspots-list .ranking b").all_inner_texts()
    assert sorted(values) == sorted(held.values())


def drag(seen: Visit, *corners: tuple[float, float]) -> None:
    """Press at the first of these shares of the map's width and height, and go on to the others."""
    seen.map("graph.scrollIntoView({block: 'center'})")
    box = seen.page.locator("#main .js-plotly-plot").first.bounding_box()
    assert box
    at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in corners]
    seen.page.mouse.move(*at[0])
    seen.page.mouse.down()
    for x, y in at[1:]:
        seen.page.mouse.move(x, y, steps=3)
    seen.page.mouse.up()


LASSO = ((0.5, 0.5), (0.65, 0.5), (0.65, 0.65), (0.5, 0.65), (0.5, 0.51))


def test_an_area_is_drawn_shared_and_cleared(visit: NewVisit) -> None:
    seen = visit("/hotspots?type=asb")
    box = seen.page.get_by_role("button", name="Draw a box")
    box.click()
    expect(box).to_have_attribute("aria-pressed", "true")
    drag(seen, (0.5, 0.5), (0.5, 0.7))  # a line has no area
    seen.settle()
    assert "drawn" not in seen.search
    if box.get_attribute("aria-pressed") != "true":
        box.click()
    seen.page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-pressed", "false")
    assert seen.map("graph._fullLayout.dragmode") is False

    for name, way in (("Draw a box", ((0.5, 0.5), (0.65, 0.65))), ("Draw around", LASSO)):
        button = seen.page.get_by_role("button", name=name)
        button.click()
        drag(seen, *way)
        expect(seen.status).to_contain_text("in a drawn area of")
        seen.settle()
        assert "drawn=" in seen.search
        expect(button).to_have_attribute("aria-pressed", "false")
        said, shared = seen.status.inner_text(), seen.search
        assert 0 < int(re.match(r"([\d,]+) ", said)[1].replace(",", "")) < 973
        seen.page.get_by_role("link", name="Clear the drawn area").click()
        seen.says("973 anti-social behaviour incidents in Wokingham")
        assert "drawn" not in seen.search
    seen.go(f"/records{shared}")
    seen.says(said.split(".")[0])


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
    # Before the box is used: the map is then fitted to it.
    middle = keys.map("graph._fullLayout.map._subplot.map.getCenter()")
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
    per_degree = 111.2
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
    larger.evaluate("it => { for (let press = 0; press < 60; press += 1) it.click(); }")
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


@pytest.mark.verify
@SIZES
@pytest.mark.parametrize(
    "address",
    [*(f"/hotspots?{ASKED}&layer={each}" for each in VIEW_CHOICES["layer"]),
     "/compare?type=asb&against=2020-21"],
)  # fmt: skip
def test_no_layer_breaks_a_rule_of_wcag(visit: NewVisit, address: str, size: Size) -> None:
    seen = visit(address, size)
    show_all_numbers(seen)
    check(seen, address)
    seen.fits()
