"""The layers of the hotspot map as a whole answer over real packs."""

import json
import re
from html import unescape
from itertools import product

import pytest

from callbacks import hotspots
from data.model.question import Question
from data.pack import incidents
from layouts.base.markup import html_text
from layouts.pages.hotspots import layers
from tests.figures import checked
from tests.oracles import NEVER_AT_A_POINT
from tests.texts import kinds, text_of

LAYERS = [*layers.LAYERS]
NEVER = re.compile(r"\b(nan|NaN|inf|None(?! of)|NaT|null|undefined)\b|<NA>|[{}]")
TIER_B = [f"?type={each.lower().replace(' ', '-')}&period=all" for each in sorted(NEVER_AT_A_POINT)]
SEARCHES = (
    "", "?type=asb&area=norreys", "?type=robbery&from=2022-06&to=2022-06", "?type=drugs",
    "?drawn=-0.83000,51.41000,650&type=burglary&period=all", "?edition=ward&measure=rate",
    "?type=asb&measure=change&bandwidth=800",
)  # fmt: skip
GAP_SEARCHES = ("", "?from=2021-06&to=2021-07", "?type=asb&period=all", "?type=robbery")


def answer(pack, layer: str, search: str):
    asked = f"{search or '?'}&layer={layer}"
    return hotspots.answer(pack, Question.from_query(asked, pack.domain))


def whole(found) -> str:
    """Every word of an answer that a reader may come upon."""
    said = [text_of(part) for key, part in found.parts.items() if key != hotspots.SETTINGS]
    for panel in found.panels.values():
        said += [panel.title, text_of(panel.sentence), text_of(panel.legend), *panel.table.columns]
        said += [each for row in panel.table.rows for each in row if isinstance(each, str)]
    return "\n".join(said)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("search", SEARCHES)
def test_every_layer_answers_every_question(demo_pack, layer, search) -> None:
    found = answer(demo_pack, layer, search)
    assert {*found.panels} == {*hotspots.PAGE.cards}
    assert {*found.parts} == {*hotspots.PAGE.parts}
    assert not NEVER.search(whole(found))
    panel = found.panels[hotspots.MAP]
    assert all(len(row) == len(panel.table.columns) for row in panel.table.rows)
    assert layers.LAYERS[layer].explanation in text_of(panel.legend)
    for part in found.parts.values():
        html_text(part)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("search", GAP_SEARCHES)
def test_every_layer_answers_with_gaps(gap_pack, layer, search) -> None:
    assert not NEVER.search(whole(answer(gap_pack, layer, search)))


@pytest.mark.parametrize("layer", [each for each in LAYERS if each != "life"])
def test_missing_months_alone_are_nowhere_nought(gap_pack, layer) -> None:
    found = answer(gap_pack, layer, "?from=2021-06&to=2021-07")
    panel = found.panels[hotspots.MAP]
    assert text_of(panel.sentence) == (
        "There is no data for the months chosen. A missing month is not zero."
    )
    assert not [cell for row in panel.table.rows for cell in row[2:] if isinstance(cell, int)]
    for part in (hotspots.POINTS, hotspots.CONCENTRATION):
        assert text_of(found.parts[part]).endswith("There is no data for the months chosen.")
    assert not re.search(r"\b0\b", text_of(found.parts[hotspots.LIST]))


@pytest.mark.parametrize(("layer", "search"), [
    *product(LAYERS, TIER_B[:1]), *product(LAYERS[:1], TIER_B[1:]),
    *(pytest.param(*each, marks=pytest.mark.verify) for each in product(LAYERS[1:], TIER_B[1:])),
])  # fmt: skip
def test_no_layer_tells_the_street_or_point_of_tier_b(demo_pack, layer, search) -> None:
    """Not in the figure, the table, the list, the links or the leading points."""
    found = answer(demo_pack, layer, search)
    panel = found.panels[hotspots.MAP]
    parts = [html_text(each) for each in (panel.sentence, panel.legend, *found.parts.values())]
    text = "\n".join([checked(panel.figure).to_json(), repr(panel.table), *parts])
    assert not re.search(r"Point \d", text)
    traces = json.loads(checked(panel.figure).to_json())["data"]
    assert not any(each["lon"] for each in traces if each["type"] == "scattermap")
    assert not kinds(found.parts[hotspots.POINTS], "Table")
    # The same question of a type that may be shown does name points: the test can fail.
    plain = answer(demo_pack, layer, "?type=criminal-damage-and-arson&period=all")
    assert re.search(r"Point \d", whole(plain))


def test_layers_and_editions_are_links_and_the_present_one_is_marked(demo_pack) -> None:
    found = answer(demo_pack, "density", "?type=asb&bandwidth=300")
    links = kinds(found.parts[hotspots.LAYERS], "A")
    assert [text_of(each) for each in links] == [
        "Street points", "Wards", "Density", "Clusters", "Life cycle",
    ]  # fmt: skip
    views = [Question.from_query(each.href, demo_pack.domain).view for each in links]
    assert [each.layer for each in views] == ["points", "areas", "density", "clusters", "life"]
    assert {(each.bandwidth, each.edition) for each in views} == {("300", "ward")}
    assert [getattr(each, "aria-current") for each in links] == [None, None, "true", None, None]


def test_settings_follow_the_layer_and_what_is_drawn(demo_pack) -> None:
    plain = answer(demo_pack, "points", "").parts[hotspots.SETTINGS]
    assert [text_of(each) for each in plain] == [
        "Draw a box", "Draw around", "Month by month",
    ]  # fmt: skip
    drawn = answer(demo_pack, "density", "?drawn=-0.83000,51.41000,650&bandwidth=300")
    (clear,) = kinds(drawn.parts[hotspots.SETTINGS], "Link")
    kept = Question.from_query(clear.href, demo_pack.domain)
    assert kept.filters.drawn is None
    assert (kept.view.layer, kept.view.bandwidth) == ("density", "300")
    text = unescape(html_text(drawn.parts[hotspots.SETTINGS]))
    assert 'min="200" max="800" step="50" data-param="bandwidth" data-plain="400"' in text


@pytest.mark.parametrize("metres", ["200", "400", "800"])
def test_the_bandwidth_is_on_the_map_and_in_the_sentence(demo_pack, metres) -> None:
    panel = answer(demo_pack, "density", f"?type=asb&bandwidth={metres}").panels[hotspots.MAP]
    note = checked(panel.figure).layout.annotations[0].text
    assert note == f"Bandwidth {metres} m, squares of 100 m"
    assert f"a bandwidth of {metres} m" in panel.sentence


def test_too_few_to_test_are_ranked_instead(demo_pack) -> None:
    search = "?type=robbery&from=2022-06&to=2022-06"
    found = answer(demo_pack, "clusters", search)
    assert "Too few robberies to test" in found.panels[hotspots.MAP].title
    wards = incidents.by_area(demo_pack, Question.from_query(search, demo_pack.domain).filters)
    wards = wards[wards["kind"] == "ward"]
    rows = kinds(kinds(found.parts[hotspots.LIST], "Ol")[1], "Link")
    assert [int(text_of(each.children[2])) for each in rows] == wards["n"].tolist()


def test_how_concentrated_it_is_by_hand(demo_pack) -> None:
    search = "?type=shoplifting&period=all"
    found = answer(demo_pack, "points", search)
    points = incidents.street_points(
        demo_pack, Question.from_query(search, demo_pack.domain).filters
    )
    counts = sorted(points["n"], reverse=True)
    running, share = 0, {}
    for place, n in enumerate(counts, 1):
        running += n
        for part in (0.25, 0.5):
            if running >= part * sum(counts):
                share.setdefault(part, place / len(counts))
    pairs = sum(abs(a - b) for a in counts for b in counts)
    gini = pairs / (2 * len(counts) * sum(counts))
    spread = max(len(counts) / sum(counts), 1) * (gini - 1) + 1
    said = text_of(found.parts[hotspots.CONCENTRATION])
    half, quarter = f"{100 * share[0.5]:.0f}%", f"{100 * share[0.25]:.0f}%"
    assert f"are at {half} of the {len(counts)} street points" in said
    assert f"a quarter are at {quarter}." in said
    assert f"coefficient: {spread:.2f} (0 = spread" in said


def test_few_points_have_no_concentration(gap_pack) -> None:
    said = text_of(answer(gap_pack, "points", "?type=burglary").parts[hotspots.CONCENTRATION])
    assert said == "How concentrated is it?Too few street points with incidents to say."


def test_a_leading_point_asks_for_what_lies_around_it(demo_pack) -> None:
    search = "?type=shoplifting&period=all"
    found = answer(demo_pack, "points", search)
    points = incidents.street_points(
        demo_pack, Question.from_query(search, demo_pack.domain).filters
    )
    links = kinds(found.parts[hotspots.POINTS], "Link")
    assert len(links) == 12
    for link, row in zip(links, points.itertuples(), strict=False):
        around = Question.from_query(link.href, demo_pack.domain).filters
        assert around.drawn.metres == 250
        assert around.drawn.corners == ((round(row.lon, 5), round(row.lat, 5)),)
        assert incidents.total(demo_pack, around) >= row.n
    assert "are left out" not in text_of(found.parts[hotspots.POINTS])
    mixed = answer(demo_pack, "points", "").parts[hotspots.POINTS]
    assert "Types that are never shown by street are left out." in text_of(mixed)


@pytest.mark.parametrize("layer", ["density", "clusters", "life"])
def test_every_row_of_a_list_asks_about_its_area(demo_pack, layer) -> None:
    found = answer(demo_pack, layer, "?type=criminal-damage-and-arson&period=all")
    links = kinds(found.parts[hotspots.LIST], "Link")
    assert links
    for link in links:
        question = Question.from_query(link.href, demo_pack.domain)
        assert question.ignored == ()
        assert question.view.layer == layer
        assert question.filters.drawn
        n = incidents.total(demo_pack, question.filters)
        # A square can stand out by what lies beside it alone; its row then says 0.
        if layer == "clusters":
            assert n == pytest.approx(int(text_of(link.children[2]).replace(",", "")), rel=0.1)
        assert layer != "density" or n > 0


def test_a_group_of_squares_asks_for_its_squares(demo_pack) -> None:
    """Its outline holds what the squares hold, where they touch at edges."""
    found = answer(demo_pack, "clusters", "?type=bicycle-theft&period=all")
    for link in kinds(found.parts[hotspots.LIST], "Link"):
        n = int(text_of(link.children[2]).replace(",", ""))
        asked = Question.from_query(link.href, demo_pack.domain).filters
        assert incidents.total(demo_pack, asked) == pytest.approx(n, rel=0.1)
