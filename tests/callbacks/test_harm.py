"""Harm on the pages: beside the count, with its reasons where there is none."""

import pytest

from callbacks import about, hotspots, overview, peers, trends
from data.harm.harm import harm
from data.model.question import Question
from layouts.base import ids, tables
from layouts.base.markup import html_text
from layouts.pages.about.about import BODY
from layouts.pages.hotspots.hotspots import LIST
from layouts.pages.hotspots.hotspots import MAP as HOTSPOT_MAP
from layouts.pages.overview.overview import MAP
from layouts.pages.peers.peers import AMONG, FUNNEL
from layouts.pages.trends.trends import ANNUAL, DRIVERS, HARM, MONTHLY, SPLIT, VIEWS
from tests.texts import text_of

YEAR = "?period=2022-23&measure=harm"
PLACE = f"{YEAR}&area=norreys-estate"


def answered(page, pack, search: str):
    return page.PAGE.answer(pack, Question.from_query(search, pack.domain))


def test_trends_give_harm_by_month_and_year_beside_the_count(demo_pack) -> None:
    found = harm(demo_pack, Question.from_query(YEAR, demo_pack.domain))
    answer = answered(trends, demo_pack, YEAR)
    monthly, annual = answer.panels[MONTHLY], answer.panels[ANNUAL]
    assert found.series

    assert monthly.title == (
        "Harm of recorded crime: no change beyond normal variation in 2022/23; the count rose"
    )
    sizes = found.series.months()
    assert [row[1:5] for row in monthly.table.rows] == [
        (each.n, round(each.harm), round(each.limits[0]), round(each.limits[1]))
        for each in sizes
        if each
    ]
    assert [row[0] for row in annual.table.rows] == ["2020/21", "2021/22", "2022/23"]
    assert [row[2] for row in annual.table.rows] == [6783, 7403, 8244]
    assert annual.table.rows[-1][-1] == "≠"
    assert list(annual.figure.series[0].labels) == ["917k", "982k", "1.03m"]
    assert answer.panels[DRIVERS].table.rows
    assert answer.parts[SPLIT] == []


def test_trends_list_types_rows_of_the_report_and_wards(demo_pack) -> None:
    answer = answered(trends, demo_pack, YEAR)
    by_type, by_year, by_row, wards = tables.find_tables(answer.parts[HARM])
    said = text_of(answer.parts[HARM])

    assert by_type.rows[-1][:2] == ("All crime", 8244)
    assert sum(row[3] for row in by_type.rows[:-1]) == pytest.approx(by_type.rows[-1][3], abs=7)
    assert [row[:2] for row in by_year.rows] == [("2020/21", 5935), ("2021/22", 6586),
                                                 ("2022/23", 7246)]  # fmt: skip
    assert len(by_row.rows) == 21
    assert len(wards.rows) == 25
    assert sum(row[7] for row in wards.rows) == 8244
    assert "Thames Valley" in said
    assert "has no weight" in said
    assert "With the mix of offences of other forces" in said


def test_a_wards_harm_is_given_by_year_and_not_by_month(demo_pack) -> None:
    count = answered(trends, demo_pack, "?period=2022-23&area=norreys")
    answer = answered(trends, demo_pack, f"{YEAR}&area=norreys")

    assert answer.panels[MONTHLY].title == count.panels[MONTHLY].title
    assert "harm is given for the whole borough only" in answer.panels[MONTHLY].sentence
    assert "Harm" in answer.panels[ANNUAL].table.columns
    assert len([*tables.find_tables(answer.parts[HARM])]) == 3


@pytest.mark.parametrize(("search", "title"), [
    (PLACE, "No harm score for so small an area"),
    (f"{YEAR}&type=asb", "Anti-social behaviour has no harm score"),
    ("?from=2022-04&to=2022-06&measure=harm&area=norreys", "Harm of wards needs twelve months"),
])  # fmt: skip
def test_trends_say_why_there_is_no_harm(demo_pack, search: str, title: str) -> None:
    answer = answered(trends, demo_pack, search)

    assert answer.panels[MONTHLY].title == answer.panels[ANNUAL].title == title
    assert title in text_of(answer.parts[HARM])


def test_the_link_to_harm_is_beside_the_views(demo_pack) -> None:
    on, off = (html_text(answered(trends, demo_pack, each).parts[VIEWS]) for each in (YEAR, "?"))

    assert on.count('aria-current="true"') == off.count('aria-current="true"') == 1
    assert 'href="?measure=harm"' in off
    assert "measure=harm" not in on.partition(">Harm<")[0].rpartition("<a")[0]
    assert answered(trends, demo_pack, "?").parts[HARM] == []


@pytest.mark.parametrize(("page", "card", "listed", "search"), [
    (overview, MAP, ids.RANKING, YEAR),
    (hotspots, HOTSPOT_MAP, LIST, f"{YEAR}&layer=areas"),
])  # fmt: skip
def test_maps_give_harm_by_ward_in_the_order_of_names(
    demo_pack, page, card, listed, search
) -> None:
    answer = answered(page, demo_pack, search)
    panel = answer.panels[card]
    names = [row[0] for row in panel.table.rows]

    by_count = sorted(panel.table.rows, key=lambda row: -row[1])
    top, share = by_count[:3], sum(row[2] for row in by_count[:3]) / sum(row[2] for row in by_count)
    assert sum(row[1] for row in top[:2]) < 8244 / 4 <= sum(row[1] for row in top)
    assert panel.title == (
        f"3 of 25 wards have {sum(row[1] for row in top) / 82.44:.0f}% of recorded crimes and "
        f"{100 * share:.0f}% of the harm"
    )
    assert names == sorted(names)
    assert sum(row[1] for row in panel.table.rows) == 8244
    assert all(row[3] <= row[2] <= row[4] for row in panel.table.rows)
    assert "Most crimes, and their harm" in text_of(answer.parts[listed])
    assert "Norreys Estate" not in text_of(answer.parts[listed])


@pytest.mark.parametrize(("search", "title"), [
    (f"{YEAR}&type=asb", "Anti-social behaviour has no harm score"),
    ("?from=2022-04&to=2022-06&measure=harm", "Harm of wards needs twelve months"),
])  # fmt: skip
def test_maps_say_why_there_is_no_harm(demo_pack, search: str, title: str) -> None:
    answer = answered(overview, demo_pack, search)
    count = answered(overview, demo_pack, search.replace("measure=harm", "measure=count"))

    assert answer.panels[MAP].title == count.panels[MAP].title
    assert answer.panels[MAP].sentence.startswith(f"{title}; these are counts. ")


def test_layers_of_points_and_squares_stay_with_the_count(demo_pack) -> None:
    for layer in ("points", "density"):
        with_harm, count = (
            answered(hotspots, demo_pack, f"?period=2022-23&layer={layer}{measure}")
            for measure in ("&measure=harm", "")
        )
        assert with_harm.panels[HOTSPOT_MAP].title == count.panels[HOTSPOT_MAP].title
        assert "harm is given by ward only" in text_of(with_harm.panels[HOTSPOT_MAP].legend)


def test_peers_are_compared_by_harm_with_their_standing_by_count(demo_pack) -> None:
    count = answered(peers, demo_pack, "?period=2022-23").panels[FUNNEL]
    answer = answered(peers, demo_pack, YEAR)
    panel = answer.panels[FUNNEL]

    assert panel.title.startswith("Harm of recorded crime: Wokingham")
    assert "By count it" in panel.sentence
    own, own_count = (
        next(row for row in each.table.rows if str(row[0]).startswith("Wokingham"))
        for each in (panel, count)
    )
    found = harm(demo_pack, Question.from_query(YEAR, demo_pack.domain))
    assert found.series
    people = own[panel.table.columns.index("Residents")]
    rate = own[panel.table.columns.index("Per 1,000")]
    assert rate == pytest.approx(found.series.period().now.harm / people * 1000)
    assert own[panel.table.columns.index("Incidents")] == 8244
    assert (
        own[panel.table.columns.index("By count")]
        == (own_count[count.table.columns.index("Limits")])
    )
    assert "Harm" in text_of(answer.parts[AMONG])
    nothing = answered(peers, demo_pack, f"{YEAR}&type=asb").panels[FUNNEL]
    assert nothing.title == "Anti-social behaviour has no harm score"


def test_the_page_on_methods_lists_the_weights(demo_pack) -> None:
    body = answered(about, demo_pack, "?").parts[BODY]
    weights = next(each for each in tables.find_tables(body) if each.caption.startswith("Harm"))

    assert len(weights.rows) == 13
    assert all(low <= mean <= high for _type, mean, _square, _share, low, high in weights.rows)
    assert "ONS Crime Severity Score" in text_of(body)
