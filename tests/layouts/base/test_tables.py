"""One table, shown and written: missing is not zero, text is no formula, numbers stay numbers."""

import csv
import io

import pytest

from data.model.disclosure import MISSING, SafeCount
from layouts.base import tables
from layouts.base.tables import Later, Table, as_csv, brief, cell_text, safe_cell, shown
from tests.texts import kinds, text_of

TABLE = Table(
    caption="Some\nnumbers",
    columns=("Area", "n", "rate", "=1+1"),
    rows=[("=cmd()", -5, -0.25, None), ("Alder", 0, 1234.56, "+41"), ("@x", 12345, 0.0, "−3")],
)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "not held"), (0, "0"), (0.0, "0.0"), (12345, "12,345"), (-5, "−5"), (-0.25, "−0.2"),
     (1234.56, "1,234.6"), ("=cmd()", "=cmd()"), ("", "")],
)  # fmt: skip
def test_shown(value, text) -> None:
    assert shown(value) == text


def body_of(table: Table) -> list[list[str]]:
    rows = kinds(kinds(tables.render(table), "Tbody"), "Tr")
    return [[text_of(cell).strip() for cell in row.children] for row in rows]


def test_missing_reads_unlike_zero() -> None:
    table = Table("c", ("Month", "n"), [("May", None), ("June", 0)], missing="–")
    assert body_of(table) == [["May", "–"], ["June", "0"]]
    written = as_csv(Table("c", ("Month", "n"), [("May", None), ("June", 0)]), [])
    assert written.splitlines() == ["Month,n", "May,", "June,0", "", "# c"]


def test_a_change_that_rounds_to_zero_has_no_sign() -> None:
    changes = Table("Changes", ("Name", "Change"), (), signed=(1,))

    assert [cell_text(changes, 1, each) for each in (0.06, 0.04, 0.0, -0.04, -0.06, 3, -3)] == [
        "+0.1", "0.0", "0.0", "0.0", "−0.1", "+3", "−3",
    ]  # fmt: skip


def test_a_table_as_a_component() -> None:
    component = tables.render(TABLE)
    assert [text_of(each).strip() for each in kinds(component, "Caption")] == ["Some\nnumbers"]
    heads = kinds(component, "Th")
    assert [text_of(each).strip() for each in heads[:4]] == ["Area", "n", "rate", "=1+1"]
    assert [each.scope for each in heads] == ["col"] * 4 + ["row"] * 3
    assert body_of(TABLE)[1] == ["Alder", "0", "1,234.6", "+41"]
    assert "words-1" in component.className


def test_a_first_cell_may_lead_somewhere() -> None:
    table = Table("c", ("Place", "n"), [("Alder", "Alder"), ("Birch", 1)])
    (link,) = kinds(tables.render(table, ["/places/alder"]), "Link")

    assert (link.href, link.children) == ("/places/alder", "Alder")
    assert not kinds(tables.render(table), "Link")


def read(text: str) -> tuple[list[str], list[list[str]]]:
    found = list(csv.reader(io.StringIO(text, newline="")))
    end = found.index([])
    assert all(len(each) == 1 for each in found[end + 1 :])
    return [each[0] for each in found[end + 1 :]], found[:end]


def test_csv_begins_with_its_header_ends_with_its_notes_and_escapes_formulas() -> None:
    notes, rows = read(as_csv(TABLE, ["Filters: =1+1, a", "two\r\nlines"]))
    assert notes == ["# Some numbers", "# Filters: =1+1, a", "# two lines"]
    assert rows == [
        ["Area", "n", "rate", "'=1+1"],
        ["'=cmd()", "-5", "-0.25", ""],
        ["Alder", "0", "1234.56", "'+41"],
        ["'@x", "12345", "0.0", "−3"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_is_never_a_formula(start) -> None:
    table = Table("c", (f"{start}head",), [(f"{start}1+1",), (f"a{start}b",)])
    _notes, rows = read(as_csv(table, []))
    assert rows == [[f"'{start}head"], [f"'{start}1+1"], [f"a{start}b"]]


@pytest.mark.parametrize("number", [-5, -0.5, 0, 7])
def test_a_number_is_never_escaped(number) -> None:
    assert as_csv(Table("c", ("n",), [(number,)]), []).splitlines()[1] == str(number)


def test_commas_quotes_and_line_breaks_stay_in_their_cell() -> None:
    cells = ('a,"b"', "c\nd", "é")
    _notes, rows = read(as_csv(Table("c", cells, [cells]), []))
    assert rows[0] == ['a,"b"', "c\nd", "é"]


@pytest.mark.parametrize(("count", "text", "written"), [
    (SafeCount.exact(0), "0", "0"),
    (SafeCount.exact(1204), "1,204", "1204"),
    (SafeCount.within(1207, 1212), "1,209", "1209"),
    (SafeCount.within(1, 6), "fewer than 7", "fewer than 7"),
    (MISSING, "not held", ""),
])  # fmt: skip
def test_a_small_count_is_no_zero_and_not_missing(count, text, written) -> None:
    table = Table("c", ("Month", "n"), [("May", safe_cell(count))])

    assert body_of(table) == [["May", text]]
    assert as_csv(table, []).splitlines()[1] == f"May,{written}"
    [cell] = kinds(tables.render(table), "Td")
    looks = cell.to_plotly_json()["props"].get("className")
    assert looks == ("withheld" if count.is_small else None)


def test_rows_are_made_once_and_only_when_they_are_read() -> None:
    made: list[int] = []

    def cells() -> list[tuple[str, int]]:
        made.append(1)
        return [("a", 1), ("b", 2)]

    table = Table("t", ("Name", "Count"), Later(2, cells))
    assert table.rows
    assert len(table.rows) == 2
    assert not brief(table, (1,), []).rows
    some = brief(table, (1,), [1, 0])
    assert made == []
    assert some.rows == [[2], [1]]
    assert table.rows == [("a", 1), ("b", 2)]
    assert [*table.rows][1] == table.rows[1] == ("b", 2)
    assert table.rows != [("a", 1)]
    assert repr(table.rows) == repr([("a", 1), ("b", 2)])
    assert made == [1]
