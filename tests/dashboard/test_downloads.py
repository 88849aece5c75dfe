"""Files of records and of the numbers of every card."""

import pytest

from dashboard.pages import EVERY_PAGE, question_at
from data.model.question import Question
from data.model.view import VIEW_CHOICES
from data.pack import incidents, queries
from layouts.pages.marac.marac import WINDOWS
from tests.dashboard.over_http import DOWNLOADS, read
from tests.gaps import FORMULA

SEARCHES = ["", "?type=asb&period=2021-22", "?type=robbery&area=charvil&from=2020-05&to=2020-05"]


@pytest.mark.parametrize("search", SEARCHES)
def test_records_are_exactly_those_that_match(client, demo_pack, search) -> None:
    answer = client.get(f"/download/records.csv{search}")
    _notes, rows = read(answer)
    question = Question.from_query(search, demo_pack.domain)
    held = queries.records(demo_pack, question.filters, question.view, every=True)
    assert rows[0] == ["Month", "Crime type", "ASB category", "Ward", "On or near", "Longitude",
                       "Latitude", "Last outcome", "Outcome released",
                       "Police force"]  # fmt: skip
    assert len(rows) - 1 == len(held) == incidents.total(demo_pack, question.filters)
    for row, record in zip(rows[1:], held.itertuples(index=False), strict=True):
        assert row[0] == f"{record.month:%Y-%m}"
        assert row[1:4] == [
            record.crime_type,
            record.asb_category if isinstance(record.asb_category, str) else "",
            record.ward,
        ]
        if record.location_shown:
            assert row[4] == record.location
            assert (float(row[5]), float(row[6])) == (record.lon, record.lat)
        else:
            assert row[4:7] == ["", "", ""]
        assert row[7:] == ["", "", record.force]


def test_records_of_tier_b_have_no_location_in_the_file(client) -> None:
    _notes, rows = read(client.get("/download/records.csv?type=drugs&type=robbery&period=all"))
    assert len(rows) > 500
    assert {tuple(row[4:7]) for row in rows[1:]} == {("", "", "")}


def test_the_file_is_in_the_order_of_the_screen(client, demo_pack) -> None:
    search = "?type=shoplifting&sort=ward&order=up&page=3"
    _notes, rows = read(client.get(f"/download/records.csv{search}"))
    wards = [row[3] for row in rows[1:]]
    assert wards == sorted(wards)
    assert len(wards) == 881  # every page, not only the third
    assert demo_pack.domain.demonstration


def test_notes_and_name_of_a_file(client, demo_pack) -> None:
    answer = client.get("/download/records.csv?type=asb&period=2021-22&colour=red")
    notes, rows = read(answer)
    subject = "anti-social behaviour incidents in Wokingham, April 2021 to March 2022"
    assert notes[0] == f"# Records: {subject}"
    assert notes[1] == f"# Filters: {subject}"
    assert notes[2] == (
        "# Source: Wokingham Community Safety Partnership dashboard, data to March 2023, pack "
        f"{demo_pack.version}"
    )
    assert "# Not understood in the link, so ignored: colour=red." in notes
    assert any(each.startswith("# Demonstration data: ") for each in notes)
    assert notes[-1].startswith("# Licence: ")
    assert len(rows) == 1 + 1227
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="wokingham-records.csv"'
    )  # fmt: skip


@pytest.mark.parametrize("card", ["marac-rate", "requests-by-ward"])
def test_the_file_of_a_page_without_filters_names_none(client, card) -> None:
    notes, _rows = read(client.get(f"/download/{card}.csv?type=asb&area=norreys"))
    assert [each for each in notes if each.startswith("# Filters: ")] == [
        "# Filters: none apply to this page"
    ]
    assert "Norreys" not in "".join(notes)


ASB_SEARCH = "?type=asb&period=2021-22&split=type&measure=change"

CARD_SEARCH = {
    "outcomes": "?period=2021-22",
    "compare-types": "?type=burglary&type=robbery&period=2021-22&against=before",
    "briefing": "?brief=" + "|".join(["trends-monthly+/trends"] * 6),
}


@pytest.mark.parametrize("card", DOWNLOADS[1:])
def test_every_card_has_its_numbers_as_csv(client, demo_pack, card) -> None:
    search = CARD_SEARCH.get(card) or CARD_SEARCH.get(card.partition("-")[0], ASB_SEARCH)
    answer = client.get(f"/download/{card}.csv{search}")
    notes, rows = read(answer)
    file = f"wokingham-{card.replace('/', '-')}.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    area, _slash, name = card.rpartition("/")
    page = next(page for page in EVERY_PAGE if page.callbacks.has(name))
    question = question_at(page.address(area), search, demo_pack.domain)
    table = page.callbacks.answer(demo_pack, question).table(name)
    assert notes[0] == f"# {table.caption}"
    assert rows[0] == list(table.columns)
    assert len(rows) - 1 == len(table.rows)
    # The windows of MARAC returns are for partners: a public pack has none.
    assert table.rows or name == WINDOWS
    for written, row in zip(rows[1:], table.rows, strict=True):
        for text, cell in zip(written, row, strict=True):
            if cell is None:
                assert text == ""
            elif isinstance(cell, str):
                assert text.removeprefix("'") == cell
                assert not text.startswith(("=", "+", "-", "@"))
            else:
                assert float(text) == cell


def test_a_missing_month_is_blank_in_a_file_and_a_formula_is_text(gap_client) -> None:
    _notes, rows = read(gap_client.get("/download/overview-trend.csv?type=robbery"))
    counts = {row[0]: row[1] for row in rows[1:]}
    assert (counts["May 2021"], counts["June 2021"], counts["July 2021"]) == ("0", "", "")
    answer = gap_client.get("/download/records.csv?from=2022-08&to=2022-08")
    notes, rows = read(answer)
    assert f"'{FORMULA}" in [row[4] for row in rows]
    assert FORMULA not in [row[4] for row in rows]
    assert not any("Demonstration" in each for each in notes)


@pytest.mark.parametrize("layer", VIEW_CHOICES["layer"])
def test_each_layer_has_its_own_table_as_a_file(client, layer) -> None:
    asked = f"?type=criminal-damage-and-arson&period=all&layer={layer}"
    _notes, [head, *rows] = read(client.get(f"/download/hotspots-map.csv{asked}"))
    assert rows
    assert head[0] == {"density": "Spot", "clusters": "Square", "life": "Hotspot around"}.get(
        layer, "Area"
    )
    assert (
        "Point"
        not in client.get(f"/download/hotspots-map.csv?type=drugs&period=all&layer={layer}").text
    )
