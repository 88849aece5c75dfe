"""What people come to do, done in a real browser as they would do it."""

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import duckdb
import pytest
from playwright.sync_api import expect

from dashboard.pages import EVERY_PAGE
from data.build import build, config
from data.demo import demo
from tests.browser.conftest import NewVisit
from tests.browser.visit import MAP, Site, address, served

pytestmark = pytest.mark.browser

YEAR = "April 2022 to March 2023"
HEAD = ["Month", "Crime type", "ASB category", "Ward", "On or near", "Longitude", "Latitude",
        "Last outcome", "Outcome released", "Police force"]  # fmt: skip
# Types that are never shown by street or point: definitions 2.9, not the code under test.
WITHHELD = ("violence-and-sexual-offences", "drugs", "possession-of-weapons", "robbery")


def asked(pack: Path, question: str, *parameters: object) -> list[tuple[Any, ...]]:
    """The answer of the pack itself, in plain SQL that shares nothing with the dashboard's."""
    with duckdb.connect(str(pack), read_only=True) as connection:
        return connection.execute(question, parameters).fetchall()


def stored(pack: Path, where: str, *parameters: object) -> list[list[str]]:
    """The incidents of a pack as rows of the records file, newest month first."""
    rows = asked(
        pack,
        f"""SELECT strftime(month, '%Y-%m'), crime_type.label,
               CASE asb_category WHEN 'nuisance' THEN 'Community' WHEN 'personal' THEN 'Personal'
                   WHEN 'environmental' THEN 'Environmental' END,
               (SELECT name FROM area WHERE kind = 'ward' AND code = ward_code),
               location, lon, lat, outcome, CASE WHEN outcome IS NOT NULL THEN release END, force,
               crime_type.id
            FROM incident JOIN crime_type ON crime_type.id = incident.crime_type
            WHERE {where} ORDER BY month DESC, incident_id""",
        *parameters,
    )
    return [
        ["" if cell is None or (kind in WITHHELD and place in {4, 5, 6}) else str(cell)
         for place, cell in enumerate(row)]
        for *row, kind in rows
    ]  # fmt: skip


IN_2022 = "month BETWEEN '2022-04-01' AND '2023-03-01'"
IN_NORREYS = "ward_code = (SELECT code FROM area WHERE kind = 'ward' AND name = 'Norreys')"
IN_PLACE = (
    "incident_id IN (SELECT incident_id FROM incident_area JOIN area USING (kind, code) "
    "WHERE kind = 'place' AND name = ?)"
)


def test_the_first_view_says_8244_with_no_filter_set(visit: NewVisit) -> None:
    first = visit("/")
    first.says(f"8,244 recorded crimes in Wokingham, {YEAR}.")
    assert first.search == ""
    assert first.picked("crime") == first.picked("areas") == []
    expect(first.control("Period")).to_have_value("2022-23")
    expect(first.tile("All crime")).to_contain_text("8,244")
    expect(first.tile("ASB")).to_contain_text("973")
    expect(first.status.get_by_role("link")).to_have_count(0)
    expect(first.page).to_have_title("Now - Wokingham community safety")


def test_a_deep_link_to_bicycle_theft_in_norreys(visit: NewVisit, site: Site) -> None:
    rows = stored(site.pack, f"crime_type.id = 'bicycle-theft' AND {IN_NORREYS} AND {IN_2022}")
    crimes = len(stored(site.pack, f"crime_type.id <> 'asb' AND {IN_NORREYS} AND {IN_2022}"))
    linked = visit("/?type=bicycle-theft&area=norreys&period=2022-23")
    linked.says(f"{len(rows)} bicycle thefts in Norreys, {YEAR}.")
    assert linked.picked("crime") == ["Bicycle theft"]
    assert linked.picked("areas") == ["Norreys"]
    expect(linked.control("Period")).to_have_value("2022-23")
    expect(linked.tile("All crime")).to_contain_text(f"{crimes:,}")
    expect(linked.page.locator("#overview-trend-title")).to_contain_text("icycle theft in Norreys")
    expect(linked.page.locator(".ranking .chosen")).to_contain_text("Norreys")
    found = linked.download(linked.page.get_by_role("link", name="Download records"))
    assert found == [HEAD, *rows]


def test_a_place_is_chosen_by_keyboard_alone(visit: NewVisit, site: Site) -> None:
    keys = visit("/records")
    count = len(stored(site.pack, f"crime_type.id <> 'asb' AND {IN_2022} AND {IN_PLACE}",
                     "Bigshotte Park"))  # fmt: skip
    keys.tab_to("Area")
    keys.page.keyboard.type("bigsh")
    expect(keys.option("Bigshotte Park")).to_be_visible()
    keys.page.keyboard.press("ArrowDown")
    keys.page.keyboard.press("Enter")
    keys.says(f"{count} recorded crimes in Bigshotte Park, {YEAR}.")
    assert keys.search == "?area=bigshotte-park"
    assert keys.picked("areas") == ["Bigshotte Park"]
    assert keys.focused()["name"] == "Area"
    keys.page.keyboard.press("Backspace")
    keys.says("8,244 recorded crimes in Wokingham")
    assert keys.search == ""


def test_crime_types_are_chosen_added_and_cleared(visit: NewVisit, site: Site) -> None:
    chosen = visit("/records")
    chosen.control("Crime type").click()
    chosen.option("Burglary").click()
    chosen.says("264 burglaries in Wokingham")
    assert chosen.search == "?type=burglary"
    chosen.option("Robbery").click()
    both = len(stored(site.pack, f"crime_type.id IN ('burglary', 'robbery') AND {IN_2022}"))
    chosen.says(f"{both} burglaries and robberies in Wokingham")
    assert chosen.search == "?type=burglary&type=robbery"
    chosen.page.keyboard.press("Escape")
    chosen.page.get_by_label("Clear crime type").click()
    chosen.says("8,244 recorded crimes")
    assert chosen.search == ""


def test_back_and_forward_restore_the_view_and_the_controls(visit: NewVisit) -> None:
    steps = visit("/")
    steps.tile("Burglary").click()
    steps.says("264 burglaries in Wokingham")
    steps.page.get_by_label("Wards", exact=True).get_by_role("link").first.click()
    steps.says("burglaries in ")
    expect(steps.page.locator(".ranking .chosen")).to_have_count(1)
    (ward,) = steps.picked("areas")
    steps.page.locator("#ask").get_by_text("Rate", exact=True).click()
    expect(steps.page).to_have_url(re.compile("measure=rate"))
    steps.settle()
    steps.follow("Trends")
    expect(steps.page.locator("#trends-monthly-title")).to_contain_text(f"urglary in {ward}")

    steps.page.go_back()
    expect(steps.page.locator("#overview-map-title")).to_be_visible()
    steps.says(f"burglaries in {ward}")
    expect(steps.page.get_by_role("radio", name="Rate", exact=True)).to_be_checked()
    steps.page.go_back()
    expect(steps.page.get_by_label("Count", exact=True)).to_be_checked()
    steps.page.go_back()
    steps.says("264 burglaries in Wokingham")
    assert steps.picked("areas") == []
    assert steps.picked("crime") == ["Burglary"]
    steps.page.go_back()
    steps.says("8,244 recorded crimes")
    assert steps.picked("crime") == []

    steps.page.go_forward()
    steps.says("264 burglaries in Wokingham")
    assert steps.picked("crime") == ["Burglary"]
    steps.page.go_forward()
    steps.says(f"burglaries in {ward}")
    assert steps.picked("areas") == [ward]


def test_a_click_on_a_ward_chooses_it_and_a_second_lets_go(visit: NewVisit, site: Site) -> None:
    # Drugs are never drawn as points, so that nothing on the map is in front of the ward.
    shown = visit("/hotspots?type=drugs")
    in_ward = "ward_code = (SELECT code FROM area WHERE kind = 'ward' AND name = 'Swallowfield')"
    sql = f"SELECT avg(lon), avg(lat) FROM incident WHERE {in_ward}"
    ((lon, lat),) = asked(site.pack, sql)
    count = len(stored(site.pack, f"crime_type.id = 'drugs' AND {in_ward} AND {IN_2022}"))

    def click() -> None:
        shown.map("graph.scrollIntoView({block: 'center'})")
        x, y = shown.map(
            f"(([box, at]) => [box.x + at.x, box.y + at.y])"
            f"([map.getCanvas().getBoundingClientRect(), map.project([{lon}, {lat}])])"
        )
        shown.page.mouse.move(x, y)
        shown.page.wait_for_function(f"() => {MAP}._hoverdata?.length")  # else Plotly sees no click
        shown.page.mouse.click(x, y)

    click()
    shown.says(f"{count} drug offences in Swallowfield, {YEAR}.")
    assert shown.search == "?type=drugs&area=swallowfield"
    assert shown.picked("areas") == ["Swallowfield"]
    click()
    shown.says("drug offences in Wokingham")
    assert shown.search == "?type=drugs"


def test_a_row_of_the_ranking_is_chosen_by_keyboard(visit: NewVisit) -> None:
    keys = visit("/?type=asb")
    keys.page.locator("#ranking").evaluate("it => it.setAttribute('tabindex', '-1') || it.focus()")
    keys.tab_to("Norreys Estate")
    keys.page.keyboard.press("Enter")
    keys.says("anti-social behaviour incidents in Norreys Estate")
    assert keys.search == "?type=asb&area=norreys-estate"
    assert keys.focused()["name"].startswith("Norreys Estate")
    expect(keys.page.locator(".ranking .chosen")).to_contain_text("Norreys Estate")
    keys.page.keyboard.press("Enter")
    keys.says("anti-social behaviour incidents in Wokingham")


def test_the_records_file_is_the_pack_row_by_row(visit: NewVisit, site: Site) -> None:
    page = visit(
        "/records?type=crime-and-asb&area=cantley-park&area=norreys&from=2021-11&to=2022-06"
    )
    rows = page.download(page.page.get_by_role("link", name="Download records"))
    where = f"month BETWEEN '2021-11-01' AND '2022-06-01' AND ({IN_NORREYS} OR {IN_PLACE})"
    assert rows == [HEAD, *stored(site.pack, where, "Cantley Park")]
    page.says(f"{len(rows) - 1:,} ")
    expect(page.page.locator("#records-heading")).to_contain_text(f"of {len(rows) - 1:,}")


@pytest.mark.verify
@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.name)
def test_every_table_of_numbers_is_also_its_file(visit: NewVisit, page: Any) -> None:
    cards = visit(f"{address(page)}?type=asb&type=burglary&period=2021-22")
    folds = cards.page.locator(".more", has_text="Show the numbers")
    assert folds.count() == len(page.callbacks.cards)
    for fold in folds.locator("visible=true").all():
        cards.show_numbers(fold)
        shown = fold.locator("tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
        )
        head, *rows = cards.download(fold.get_by_role("link", name="CSV"))
        assert shown[0] == head
        # A change is signed on the page, a plain number in the file.
        seen = [[re.sub(r"^\+(?=[\d,]+$)", "", cell) for cell in row] for row in shown[1:]]
        assert [
            [as_shown(cell, there) for cell, there in zip(row, cells, strict=True)]
            for row, cells in zip(rows, seen, strict=True)
        ] == [["" if cell in MISSING else cell for cell in row] for row in seen]
        assert rows


MISSING = {"–", "not held", "not given"}


def as_shown(cell: str, seen: str) -> str:
    """A cell of a file with as many decimals as on the page, which has words where it is empty."""
    if re.fullmatch(r"-?\d+", cell):
        return f"{int(cell):,}".replace("-", "−")
    if re.fullmatch(r"-?\d+\.\d+(e-?\d+)?", cell):
        decimals = len(seen.partition(".")[2])
        return f"{float(cell):,.{decimals}f}".replace("-", "−")
    return "" if cell in MISSING else cell


def test_sort_and_page_of_the_records_live_in_the_address(visit: NewVisit, site: Site) -> None:
    page = visit("/records?type=burglary")
    table, pager = page.page.locator("table.records"), page.page.locator("#records-pager")
    burglaries = stored(site.pack, f"crime_type.id = 'burglary' AND {IN_2022}")
    wards = sorted(row[HEAD.index("Ward")] for row in burglaries)
    expect(table.locator("tbody tr")).to_have_count(50)
    expect(page.page.locator("[aria-sort=descending]")).to_have_text(re.compile("Month"))
    table.get_by_role("link", name="Ward").click()
    expect(page.page.locator("[aria-sort=ascending]")).to_have_text(re.compile("Ward"))
    page.settle()
    assert dict(parse_qsl(page.search[1:])) == {"type": "burglary", "sort": "ward", "order": "up"}

    def column() -> list[str]:
        return table.locator("tbody td:nth-child(3)").all_inner_texts()

    assert column() == wards[:50]
    pager.get_by_role("link", name="Next").click()
    expect(pager).to_contain_text("Page 2 of 6")
    page.settle()
    assert "page=2" in page.search
    assert column() == wards[50:100]
    pager.get_by_role("link", name="Last").click()
    expect(page.page.locator("#records-heading")).to_have_text("Records 251 to 264 of 264")
    page.page.go_back()
    expect(pager).to_contain_text("Page 2 of 6")
    page.page.reload()
    page.settle()
    assert column() == wards[50:100]
    page.control("Crime type").click()
    page.option("Robbery").click()
    page.says("burglaries and robberies")
    assert "page=" not in page.search
    assert "sort=ward" in page.search


def test_an_unknown_address_is_a_page_that_says_so(visit: NewVisit) -> None:
    lost = visit("/nowhere/in-particular?type=asb", allowed=(404,))
    expect(lost.page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    expect(lost.page).to_have_title(re.compile("^No such page"))
    expect(lost.page.locator("#ask")).to_be_hidden()
    lost.page.get_by_role("link", name="Go to the overview").click()
    lost.says("8,244 recorded crimes")


def test_a_link_that_cannot_be_used_says_so_with_a_way_out(visit: NewVisit) -> None:
    linked = visit("/records?area=norreys&type=<img src=x onerror=alert(1)>")
    linked.says("Nothing is counted: no area or no crime type of this link can be used.")
    linked.says("Not understood in the link: type=<img src=x onerror=alert(1)>")
    linked.status.get_by_role("link", name="Reset filters").click()
    linked.says("8,244 recorded crimes in Wokingham")
    expect(linked.status).not_to_contain_text("Not understood")


def test_any_first_and_last_month_may_be_chosen(visit: NewVisit, site: Site) -> None:
    spans = visit("/records")
    spans.page.get_by_text("Months", exact=True).click()
    spans.choose("From", "June 2021")
    spans.says("in Wokingham, June 2021 to March 2023.")
    spans.choose("To", "August 2021")
    count = len(stored(site.pack, "crime_type.id <> 'asb' AND month BETWEEN '2021-06-01' AND "
                     "'2021-08-01'"))  # fmt: skip
    spans.says(f"{count:,} recorded crimes in Wokingham, June to August 2021.")
    assert spans.search == "?from=2021-06&to=2021-08"
    expect(spans.control("Period")).to_have_value("custom")
    spans.choose("Period", "2021/22")
    spans.says("April 2021 to March 2022")
    assert spans.search == "?period=2021-22"


@pytest.mark.verify
def test_a_pack_replaced_while_people_look_answers_the_next_question(
    visit: NewVisit, site: Site, tmp_path: Path
) -> None:
    shutil.copytree(site.packs, tmp_path / "packs")
    with served(tmp_path / "packs", tmp_path / "log") as other:
        before = other.pack
        looking = visit("/?area=norreys-estate", of=other)
        looking.says("in Norreys Estate")
        build.build(config.read(demo.write(tmp_path / "sources", seed=7)), other.packs)
        assert other.pack != before
        where = f"crime_type.id = 'asb' AND {IN_2022} AND {IN_PLACE}"
        was, now = (len(stored(pack, where, "Norreys Estate")) for pack in (before, other.pack))
        assert was != now
        looking.tile("ASB").click()
        looking.says(f"{now} anti-social behaviour incidents in Norreys Estate")
        rows = looking.download(looking.page.get_by_role("link", name="Download records"))
        assert rows[1:] == stored(other.pack, where, "Norreys Estate")
        looking.go("/hotspots")
        looking.says("8,244 recorded crimes in Wokingham")
        assert not looking.close()


def test_the_map_follows_one_question_after_another(visit: NewVisit) -> None:
    looking = visit("/")
    # What the figure says, and what MapLibre then paints.
    seen = [looking.map("JSON.stringify([graph.data[0].z, graph.data[0].text])")]
    colours = [looking.map("graph._fullData[0].text[0]")]
    for name, said in (("ASB", "973 anti-social"), ("Shoplifting", "881 shop")):
        looking.tile(name).click()
        looking.says(said)
        seen.append(looking.map("JSON.stringify([graph.data[0].z, graph.data[0].text])"))
        colours.append(looking.map("graph._fullData[0].text[0]"))
        drawn = looking.map(
            "map.queryRenderedFeatures().filter(it => it.layer.type === 'fill')"
            ".map(it => JSON.stringify(it.layer.paint['fill-color'])).join()"
        )
        colours[-1] += drawn
    assert len(set(seen)) == len(set(colours)) == 3


def test_the_map_keeps_its_zoom_when_a_filter_changes(visit: NewVisit) -> None:
    looking = visit("/")
    before = looking.map("map.getZoom()")
    looking.page.locator(".chart").first.hover()
    looking.page.locator("[data-title='Zoom in']").first.click()
    looking.page.wait_for_function(
        f"() => {{ const at = document.querySelectorAll('.js-plotly-plot')[0]"
        f"._fullLayout.map._subplot.map; return at.getZoom() > {before} + 0.3 && !at.isMoving(); }}"
    )
    zoomed = looking.map("map.getZoom()")
    looking.tile("ASB").click()
    looking.says("973 anti-social")
    assert looking.map("map.getZoom()") == pytest.approx(zoomed, abs=0.01)
