"""The page of council requests: what is not told reads and looks unlike zero, everywhere."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest

from data.request_cells import COLUMNS
from layouts import request_panels, tables
from layouts.request_tables import Told
from layouts.requests import FILES, QUARTERS, WARDS, YEARS
from tests.domains import domain_of
from tests.texts import kinds, text_of

TOLD = {
    ("all", "", ""): ((180, 170), (40, 50)),
    ("category", "Noise", "nuisance"): ((160, 100), ("fewer", 45)),
    ("category", "Begging", ""): (("withheld", "fewer"), (0, "withheld")),
    ("ward", "Alder", ""): ((120, 90), ()),
    ("ward", "Birch", ""): (("fewer", 0), ()),
    ("ward", "", ""): (("withheld", 80), ()),
    ("outcome", "Visited", ""): ((170, 160), ()),
    ("outcome", "", ""): ((10, 10), ()),
}
LINKS = {name: f"/download/{name}.csv?present=p1" for name in FILES}
YEAR_STARTS = (date(2021, 4, 1), date(2022, 4, 1))
QUARTER_STARTS = (date(2022, 10, 1), date(2023, 1, 1))


def cells(told: dict | None = None) -> pd.DataFrame:
    rows = []
    for position, ((breakdown, name, kind), (years, quarters)) in enumerate((told or TOLD).items()):
        for period, starts, counts in (
            ("year", YEAR_STARTS, years), ("quarter", QUARTER_STARTS, quarters)
        ):  # fmt: skip
            for start, count in zip(starts, counts, strict=False):
                exact = isinstance(count, int)
                rows.append(
                    (breakdown, position, name, "", kind, "A", period, pd.Timestamp(start),
                     "exact" if exact else count, count if exact else None,
                     None if exact else 5)
                )  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"n": "Int64", "below": "Int64"})


def read(frame: pd.DataFrame | None = None) -> Told:
    return Told.of(cells() if frame is None else frame)


def tables_of(told: Told) -> Mapping[str, tables.Table]:
    return request_panels.data_tables(domain_of(), told)


def body(told: Told) -> list:
    return request_panels.body(domain_of(), told, tables_of(told), LINKS)


@pytest.fixture
def page() -> list:
    return body(read())


def row_of(table: tables.Table, name: str) -> tuple:
    [found] = [row for row in table.rows if row[0] == name]
    return tuple(found)


def test_fewer_zero_and_withheld_in_the_table() -> None:
    table = tables_of(read())[QUARTERS]

    assert table.head == ("Category", "Oct-Dec 2022", "Jan-Mar 2023")
    assert row_of(table, "Begging")[1:] == (0, "withheld")
    assert row_of(table, "Noise")[1:] == ("fewer than 5", 45)
    assert 'read "fewer than 5"' in table.note
    assert "Filters do not apply" in table.note


def test_a_verdict_only_where_both_counts_are_told() -> None:
    table = tables_of(read())[YEARS]

    assert row_of(table, "Noise")[1:5] == ("Community", 160, 100, "−60")
    assert row_of(table, "Noise")[-1] == "▼ clear fall"
    assert row_of(table, "Begging")[1:] == (
        "–", "withheld", "fewer than 5", None, None, "not told",
    )  # fmt: skip
    assert "Of 2 rows, 1 is marked" in table.note  # Noise, and all requests


def test_the_lead_says_the_total_and_whether_it_changed(page) -> None:
    assert text_of(page[0]).startswith("170 requests to the council in 2022/23, 10 fewer than the")
    assert "normal variation" in text_of(page[0])


@pytest.mark.parametrize(("now", "said"), [
    (1, "1 request to the council in 2022/23"), (0, "0 requests to the council"),
    ("fewer", "Fewer than 5 requests to the council in 2022/23."),
    ("withheld", "A number of requests that is withheld was made to the council"),
])  # fmt: skip
def test_the_lead_never_tells_what_must_not_be_told(now, said: str) -> None:
    told = {**TOLD, ("all", "", ""): ((3 if now == 1 else 180, now), (40, 50))}

    assert text_of(body(read(cells(told)))[0]).startswith(said)


def test_each_file_comes_from_where_the_page_does(page) -> None:
    links = [each.href for each in kinds(page, "A")]
    assert sorted(links) == sorted(LINKS.values())


def test_what_is_not_told_has_a_look_of_its_own(page) -> None:
    looks = {
        text_of(cell).strip(): cell.to_plotly_json()["props"].get("className")
        for section in page[1:] for cell in kinds(section, "Td")
    }  # fmt: skip

    assert looks["fewer than 5"] == looks["withheld"] == "withheld"
    assert looks["0"] is None
    assert looks["–"] is None


def test_bars_of_what_is_not_told_are_hatched_and_of_no_length_of_theirs() -> None:
    told = read()
    table = tables_of(told)[WARDS]
    made = request_panels._bars(told, table)
    names = [text_of(kinds(row, "Th")[0]).strip() for row in kinds(kinds(made, "Tbody"), "Tr")]

    assert names == ["Alder", "Ward not known", "Birch", "All requests"]
    assert [row[0] for row in table.rows] == names


def test_every_file_has_its_table() -> None:
    assert set(tables_of(read())) == set(FILES)
    only_quarters = read(cells().query("period == 'quarter'"))
    assert set(tables_of(only_quarters)) == {QUARTERS}
    assert "No financial year" in text_of(body(only_quarters)[0])


def test_without_requests_there_is_one_line() -> None:
    none = read(cells().head(0))
    [line] = body(none)

    assert text_of(line) == "No requests to the council have been loaded."
    assert tables_of(none) == {}


def test_the_page_says_whether_the_rules_are_agreed(page) -> None:
    assert "These rules are proposed, not yet signed off." in text_of(page[-1])


def test_a_change_by_hand() -> None:
    [noise] = [line for line in read().lines("category", "year") if line.name == "Noise"]
    assert noise.change is not None
    assert noise.change.difference == -60
    assert noise.change.verdict == "clear"
