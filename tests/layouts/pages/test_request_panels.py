"""The page of council requests: small is unlike zero, and totals say how far they may be off."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest

from data.model import months
from data.model.disclosure import SafeCount
from data.requests.request_cells import COLUMNS
from data.requests.request_lines import RequestLines
from layouts.base import tables
from layouts.pages.requests import request_panels
from layouts.pages.requests.requests import FILES, OUTCOMES, QUARTERS, WARDS, YEARS
from tests.domains import domain_of
from tests.texts import kinds, text_of

YEAR_STARTS = (date(2021, 4, 1), date(2022, 4, 1))
QUARTER_STARTS = [months.shift(YEAR_STARTS[0], 3 * each) for each in range(8)]
SMALL = SafeCount.within(1, 6)
LINES = {
    ("category", "Noise", "nuisance"): (45, 33, 45, 39, 33, 21, 15, 27),
    ("category", "Begging", ""): (3, 0, 3, 3, 0, 0, 3, 3),
    ("ward", "Alder", ""): (117, 57),
    ("ward", "Birch", ""): (3, 0),
    ("ward", "", ""): (51, 57),
    ("outcome", "Visited", ""): (165, 105),
    ("outcome", "", ""): (9, 9),
}
LINKS = {name: f"/download/{name}.csv?present=p1" for name in FILES}


def cells(lines: dict | None = None, width: int = 6) -> pd.DataFrame:
    rows = []
    for position, ((breakdown, name, kind), counts) in enumerate((lines or LINES).items()):
        starts = QUARTER_STARTS if breakdown == "category" else YEAR_STARTS
        for start, n in zip(starts, counts, strict=True):
            low, high = (n - 2, n + 3) if n and width > 1 else (n, n)
            rows.append(
                (breakdown, position, name, "", kind, "", pd.Timestamp(start), n, low, high)
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def read(frame: pd.DataFrame | None = None) -> RequestLines:
    return RequestLines.of(cells() if frame is None else frame)


def tables_of(lines: RequestLines) -> Mapping[str, tables.Table]:
    return request_panels.data_tables(lines)


def body(lines: RequestLines) -> list:
    return request_panels.body(domain_of(), lines, tables_of(lines), LINKS)


@pytest.fixture
def page() -> list:
    return body(read())


def row_of(table: tables.Table, name: str) -> tuple:
    [found] = [row for row in table.rows if row[0] == name]
    return tuple(found)


def test_small_and_zero_in_the_table() -> None:
    table = tables_of(read())[QUARTERS]

    assert table.columns[:3] == ("Category", "Apr-Jun 2021", "Jul-Sep 2021")
    assert row_of(table, "Begging")[1:4] == ("fewer than 7", 0, "fewer than 7")
    assert row_of(table, "All requests")[1:3] == (48, 33)
    assert '9 stands for 7 to 12, "fewer than 7" for 1 to 6. 0 means none.' in table.note
    assert "“All requests” is a sum of rounded counts; it may be wrong by up to 6." in table.note
    assert "Filters do not apply" in table.note


def test_years_of_categories_add_up_quarters() -> None:
    table = tables_of(read())[YEARS]

    assert row_of(table, "Noise")[1:5] == ("Community", 162, 96, "−66")
    assert row_of(table, "Noise")[-1] == "▽ possible fall"
    assert row_of(table, "Begging")[1:] == ("–", 9, 6, "−3", "too few",
                                            "● too few to tell")  # fmt: skip
    # Two outcomes leave the smallest error.
    assert row_of(table, "All requests")[2:4] == (174, 114)
    assert (
        "“The year of a category” is a sum of rounded counts; it may be wrong by up to 12."
        in table.note
    )
    assert "“All requests” is a sum of rounded counts; it may be wrong by up to 6." in table.note


def test_a_change_from_or_to_a_small_count_is_not_given() -> None:
    assert row_of(tables_of(read())[WARDS], "Birch")[1:] == (
        "fewer than 7", 0, None, None, "not compared",
    )  # fmt: skip


def test_the_lead_says_the_total_how_far_off_and_whether_it_changed(page) -> None:
    assert text_of(page[0]).startswith(
        "About 114 requests to the council in 2022/23 (give or take 6). That is about 60 fewer "
        "than the year before (give or take 12), which "
    )


@pytest.mark.parametrize(("noise", "begging", "said"), [
    (27, 3, "Noise had the most in January to March 2023: about 27 (give or take 3)."),
    (9, 9, "Noise and Begging had the most in January to March 2023: about 9 each "
           "(give or take 3)."),
    (3, 0, "Noise had the most in January to March 2023: fewer than 7."),
    (0, 0, "There were none in January to March 2023."),
])  # fmt: skip
def test_the_largest_categories_of_the_last_quarter(noise: int, begging: int, said: str) -> None:
    last = {
        ("category", name, ""): (9,) * 7 + (n,)
        for name, n in (("Noise", noise), ("Begging", begging))
    }
    assert said in text_of(body(read(cells(last)))[1])


@pytest.mark.parametrize(("now", "said"), [
    ((0, 0), "0 requests to the council in 2022/23. That is about 174 fewer"),
    ((3, 0), "Fewer than 7 requests to the council in 2022/23."),
])  # fmt: skip
def test_the_lead_of_few_requests(now, said: str) -> None:
    few = {**LINES, ("outcome", "Visited", ""): (165, now[0]), ("outcome", "", ""): (9, now[1])}

    assert text_of(body(read(cells(few)))[0]).startswith(said)


def test_exact_counts_are_said_exactly() -> None:
    exact = body(read(cells(width=1)))

    assert text_of(exact[0]).startswith(
        "102 requests to the council in 2022/23. That is 69 fewer than"
    )
    assert "These counts are exact, for partners." in text_of(exact[-1])
    assert "Counts are exact." in text_of(exact[1])


def test_each_file_comes_from_where_the_page_does(page) -> None:
    links = [each.href for each in kinds(page, "A")]
    assert sorted(links) == sorted(LINKS.values())


def test_what_is_small_has_a_look_of_its_own(page) -> None:
    looks = {
        text_of(cell).strip(): cell.to_plotly_json()["props"].get("className")
        for section in page[1:] for cell in kinds(section, "Td")
    }  # fmt: skip

    assert looks["fewer than 7"] == "withheld"
    assert looks["0"] is None
    assert looks["–"] is None


def test_bars_are_in_the_order_of_the_table() -> None:
    lines = read()
    table = tables_of(lines)[WARDS]
    made = request_panels._bars(lines, table)
    names = [text_of(kinds(row, "Th")[0]).strip() for row in kinds(kinds(made, "Tbody"), "Tr")]

    assert names == ["Alder", "Ward not known", "Birch", "All requests"]
    assert [row[0] for row in table.rows] == names
    small = request_panels._bar(SMALL, 100)
    assert (small.children.className, small.children.style) == ("hidden-count", {"width": "3%"})


def test_every_file_has_its_table_where_there_is_one() -> None:
    assert set(tables_of(read())) == set(FILES)
    only_quarters = read(cells({("category", "Noise", ""): LINES["category", "Noise", "nuisance"]}))
    assert set(tables_of(only_quarters)) == {QUARTERS, YEARS}
    part = read(cells().query("breakdown == 'category'").head(3))
    assert set(tables_of(part)) == {QUARTERS}
    assert "No financial year" in text_of(body(part)[0])


def test_a_year_that_is_left_out_is_said() -> None:
    first = cells().query("breakdown != 'outcome' or first_month < '2022-01-01'")
    table = tables_of(read(first))[OUTCOMES]

    assert row_of(table, "Visited")[1:] == (165, None, None, None, "not compared")
    assert "A year with fewer than 7 counts above 0 is left out." in table.note


def test_without_requests_there_is_one_line() -> None:
    none = read(cells().head(0))
    [line] = body(none)

    assert text_of(line) == "No requests to the council have been loaded."
    assert tables_of(none) == {}


def test_the_page_says_how_it_is_protected_and_whether_that_is_agreed(page) -> None:
    said = text_of(page[-1])
    assert "Each count is rounded by itself" in said
    assert "stays as it is until the next financial year is complete" in said
    assert "These rules are proposed, not yet signed off." in said
