"""Streets under the maps in a browser: after the data, below it, named, credited, from here."""

import pytest

from tests.browser.conftest import NewVisit
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

ORDER = "map.getLayersOrder()"
DRAWN = "() => Boolean((%s)._fullLayout.map._subplot.map.getLayer('street-local'))"
IN_PLACE = """() => {
  const order = (%s)._fullLayout.map._subplot.map.getLayersOrder();
  const trace = order.findIndex(id => id.startsWith("plotly-trace-layer-"));
  return trace >= 0 && order[trace + 1].startsWith("street-");
}"""
MAP = "[...document.querySelectorAll('.js-plotly-plot')].find(each => each._fullLayout?.map)"
CREDIT = "Schematic streets, invented"
NORREYS = "{center: [-0.8230, 51.4168], zoom: 15}"


def wait_for_streets(seen: Visit) -> None:
    seen.page.wait_for_function(DRAWN % MAP)
    seen.page.wait_for_function(f"() => ({MAP})._fullLayout.map._subplot.map.loaded()")


def test_streets_come_once_after_the_data_below_the_lines_of_areas_and_are_named_close_by(
    visit: NewVisit,
) -> None:
    seen = visit("/hotspots?type=asb")
    wait_for_streets(seen)
    urls = [each.url for each in seen.responses]
    [asked] = [each for each in urls if "/streets/" in each]
    shapes = next(each for each in urls if "/boundaries/" in each)
    assert urls.index(shapes) < urls.index(asked)
    assert CREDIT in seen.page.locator(".maplibregl-ctrl-attrib").first.inner_text()
    for link in ("", "Density", "Street points"):
        if link:
            seen.page.get_by_role("link", name=link, exact=True).click()
            seen.settle()
            seen.page.wait_for_function(IN_PLACE % MAP)
        order = seen.map(ORDER)
        traces = [n for n, each in enumerate(order) if each.startswith("plotly-trace-layer-")]
        lines = [n for n, each in enumerate(order)
                 if each.startswith("street-") and not each.endswith("-names")]  # fmt: skip
        names = [n for n, each in enumerate(order) if each.endswith("-names") and "street-" in each]
        assert traces[0] < min(lines)
        assert max(lines) < traces[1]
        assert max(traces) < min(names)
        assert max(names) < order.index("place-rings")
    layers = "queryRenderedFeatures({layers: ['street-local-names']})"
    named = f"map.{layers}.map(each => each.properties.name)"
    assert seen.map(named) == []
    seen.map(f"map.jumpTo({NORREYS})")
    wait_for_streets(seen)
    seen.page.wait_for_function(f"() => ({MAP})._fullLayout.map._subplot.map.{layers}.length > 0")
    assert any(each.startswith("Norreys ") for each in seen.map(named))


def test_choosing_an_area_fits_the_map_to_it_and_a_button_goes_back(visit: NewVisit) -> None:
    seen = visit("/hotspots?type=asb")
    whole = seen.map("map.getZoom()")
    button = seen.page.get_by_role("button", name="Whole borough")
    assert button.count() == 0 or not button.is_visible()
    seen.control("Area").click()
    seen.option("Norreys").click()
    seen.says("Norreys")
    seen.page.wait_for_function(
        f"() => ({MAP})._fullLayout.map._subplot.map.getZoom() > {whole} + 1"
    )
    at = seen.map("map.getCenter()")
    assert (at["lng"], at["lat"]) == pytest.approx((-0.82, 51.415), abs=0.02)
    button.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function(
        f"() => Math.abs(({MAP})._fullLayout.map._subplot.map.getZoom() - {whole}) < 0.01"
    )
    assert not button.is_visible()
    assert "area=norreys" in seen.search
