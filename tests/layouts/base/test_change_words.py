"""What goes with changes: sizes and intervals in words, and the note on chance."""

from pathlib import Path

import pytest

from layouts.base import change_words, glossary
from layouts.base.change_words import (
    RARE,
    REAL,
    SELDOM,
    THRESHOLDS,
    interval,
    marked,
    more,
    moved,
    ratio,
)
from layouts.base.tables import Aside, Table, as_csv, render
from layouts.pages.trends.trend_panels import annual_panel
from layouts.published.published import last_changes, published_table, report_table
from tests.domains import plain_change as change
from tests.texts import kinds, text_of


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (411, 881, "1.90 to 2.42 times"),
        (204, 132, "0.52 to 0.81 times"),
        (0, 5, "none before"),
        (0, 0, "none in either"),
        (5, 0, "too few"),
        (2, 20, "2.43 to over 10 times"),
    ],
)
def test_ratio(before, after, said) -> None:
    assert ratio(change(before, after)) == said


def test_ratio_over_unequal_times() -> None:
    assert ratio(change(100, 50, (2.0, 1.0))) == "0.70 to 1.42 times"


def test_without_a_comparison_there_is_no_ratio() -> None:
    assert ratio(None) is None


CLEAR, FLAT = change(100, 300), change(100, 101)


@pytest.mark.parametrize(
    ("tests", "said"),
    [
        ([], ""),
        ([None], ""),
        ([change(0, 5), change(0, 0)],
         "Too few incidents to tell a change in any of 2 changes."),
        ([FLAT], "Clear or possible: none of 1 change; if nothing had changed, fewer than 1 would "
         "be."),
        ([CLEAR], "Clear or possible: 1 of 1 change; if nothing had changed, fewer than 1 would "
         "be."),
        ([FLAT] * 11,
         "Clear or possible: none of 11 changes; if nothing had changed, fewer than 1 would be."),
        ([CLEAR, FLAT, None],
         "Clear or possible: 1 of 2 changes; if nothing had changed, fewer than 1 would be. "
         "1 stands out among 2: a."),
        ([CLEAR] * 10 + [FLAT] * 10,
         "Clear or possible: 10 of 20 changes; if nothing had changed, fewer than 2 would be. "
         "10 stand out among 20."),
    ],
)  # fmt: skip
def test_how_many_would_be_marked_anyway(tests, said) -> None:
    assert marked(list(zip("abcdefghijklmnopqrst", tests, strict=False))) == said


POSSIBLE, FALL = change(100, 132), change(132, 100)


@pytest.mark.parametrize(
    ("tests", "among", "said"),
    [
        ([], None, ""),
        ([FLAT, None], None, ""),
        ([POSSIBLE], None, "a possibly rose in May"),
        ([CLEAR, CLEAR, POSSIBLE], None, "a and b rose, and c possibly rose in May"),
        ([POSSIBLE, FLAT], None, "a possible rise in a in May does not stand out among 2 tests"),
        ([POSSIBLE, FALL, FLAT, FLAT, FLAT], None,
         "a possible rise in a and a possible fall in b in May do not stand out among 5 "
         "tests"),
        ([POSSIBLE], [POSSIBLE, FLAT, None], "a possible rise in a in May does not stand out "
                                             "among 2 tests"),
    ],
)  # fmt: skip
def test_what_moved_is_what_stands_out_among_many_tests(tests, among, said) -> None:
    assert moved(list(zip("abcde", tests, strict=False)), " in May", among) == said


def test_the_report_rebuilt(demo_annual, no_checks) -> None:
    blocks = published_table(demo_annual, no_checks)
    text = text_of(blocks)
    assert (
        "Clear or possible: 9 of 37 changes; if nothing had changed, fewer than 2 would be." in text
    )
    assert "6 stand out among 37: " in text
    assert "Drug Possession, ASB: Community and ASB: Total" in text


def test_a_total_of_the_report_is_not_counted_with_its_parts(demo_annual, demo_checks) -> None:
    text = text_of(published_table(demo_annual, demo_checks))
    assert "ASB: Community" in text
    assert "ASB: Total" not in text


def test_the_method_and_the_glossary_give_the_same_thresholds() -> None:
    method = (Path(__file__).parents[3] / "docs" / "method.md").read_text("utf-8")
    for each in (THRESHOLDS, REAL, method, text_of(glossary.body())):
        assert RARE in each
        assert SELDOM in each


def test_percentages_on_a_small_base_are_greyed(demo_annual) -> None:
    rows = {row[0]: row for row in report_table(demo_annual, "hate_crime").rows}
    assert rows["Religious Incidents"][1:] == (
        7, 4, 9, "+5", "(+125.0%)", "too few", "● too few to tell",
        "● normal variation",
    )  # fmt: skip
    assert isinstance(rows["Religious Incidents"][5], Aside)
    assert rows["Racist Incidents"][5] == "−13.8%"
    assert not isinstance(rows["Racist Incidents"][5], Aside)
    grey = [each for each in kinds(render(report_table(demo_annual, "hate_crime")), "Td")
            if getattr(each, "className", None) == "aside"]  # fmt: skip
    assert {text_of(each).strip() for each in grey} == {
        "(+125.0%)", "(+33.3%)", "(+18.2%)", "(−18.8%)",
    }  # fmt: skip


def test_a_measure_without_two_years_is_not_compared(demo_annual) -> None:
    rows = demo_annual[
        ~((demo_annual["measure"] == "Robbery") & (demo_annual["year"] == "2021/22"))
    ]
    robbery = next(
        row for row in report_table(rows, "crime_performance_summary").rows if row[0] == "Robbery"
    )
    assert robbery == ("Robbery", 42, None, 34, None, None, None, "not compared", None)
    assert "Robbery" not in dict(last_changes(rows, "crime_performance_summary"))


def test_revised_figures_are_shown_as_first_published_and_now(demo_annual, no_checks) -> None:
    at = (demo_annual["measure"] == "Robbery") & (demo_annual["year"] == "2021/22")
    revised = demo_annual.assign(value=demo_annual["value"].mask(at, 37.0))
    row = next(row for row in report_table(revised, "crime_performance_summary").rows
               if row[0] == "Robbery")  # fmt: skip
    assert row[1:5] == (42, "37 (first 35)", 34, "−3")
    text = text_of(published_table(revised, no_checks))
    assert "1 figure has been revised since first published." in text
    assert "revised" not in text_of(published_table(demo_annual, no_checks))


def test_a_note_stands_in_the_file_too() -> None:
    table = Table("Changes", ("Area", "n"), [("A", 1)], note="Of 1 row, none.")
    assert as_csv(table, ["Source"]).splitlines()[-3:] == [
        "# Changes", '"# Of 1 row, none."', "# Source",
    ]  # fmt: skip


def test_annual_totals_carry_the_note(question_of_three_years) -> None:
    question, values = question_of_three_years
    table = annual_panel(question, values).table
    assert table.note.startswith("Clear or possible: 1 of 2 years")
    assert table.rows[0][4] is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        # The published rises of all crime and of shoplifting, and the fall of drug possession.
        (7403, 8244, "+7.9 to +14.9%"),
        (411, 881, "+90.5 to +141.6%"),
        (204, 132, "−48.4 to −19.1%"),
        (100, 101, "−24.2 to +34.5%"),
        # On a base under 50 there is no percentage, so none in the interval.
        (40, 60, "0.99 to 2.30 times"),
        (0, 5, ""),
        (0, 0, ""),
    ],
)
def test_an_interval_is_given_as_its_change_is(before, after, said) -> None:
    assert interval(change(before, after)) == said


def test_without_a_comparison_there_is_no_interval() -> None:
    assert interval(None) == ""


@pytest.mark.parametrize(
    ("before", "after", "said", "likely"),
    [
        # The published rises of all crime and of shoplifting, and the fall of drug possession.
        (7403, 8244, "11% more", "likely 8 to 15%"),
        (411, 881, "114% more", "likely 90 to 142%"),
        (204, 132, "35% fewer", "likely 19 to 48%"),
        (100, 101, "1% more", "likely 24% fewer to 35% more"),
        (1000, 1001, "0.1% more", "likely 8% fewer to 9% more"),
        # On a base under 50 there is no percentage, so none in the interval.
        (40, 60, "20 more", ""),
        (5, 0, "5 fewer", ""),
        (0, 5, "5 more", ""),
        (7, 7, "the same", ""),
    ],
)
def test_a_change_in_words_has_its_interval_where_it_has_a_percentage(
    before, after, said, likely
) -> None:
    test = change(before, after)

    assert (more(test), change_words.likely(test)) == (said, likely)
