"""What goes with changes in tables: intervals in words, and the note on chance."""

import pytest

from data.significance import change
from layouts.change_words import by_chance, interval, ratio
from layouts.published import last_changes, published_table, report_table
from layouts.tables import Aside, Table, as_csv, numbers
from layouts.trend_panels import annual_panel
from tests.texts import kinds, text_of


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (411, 881, "1.90 to 2.42 times"),
        (204, 132, "0.52 to 0.81 times"),
        (0, 5, "none before"),
        (0, 0, "none in either"),
        (5, 0, "0.00 to 1.09 times"),
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
        ([FLAT], "Of 1 row, none is marked as beyond chance. Chance alone would mark one in "
                 "twenty. None is left once many tests are allowed for (Benjamini and Hochberg, "
                 "5%)."),
        ([CLEAR, FLAT, None],
         "Of 2 rows, 1 is marked as beyond chance. Chance alone would mark one in twenty. "
         "1 is left once many tests are allowed for (Benjamini and Hochberg, 5%): a."),
        ([CLEAR] * 10 + [FLAT] * 10,
         "Of 20 rows, 10 are marked as beyond chance. Chance alone would mark about 1. "
         "10 are left once many tests are allowed for (Benjamini and Hochberg, 5%)."),
    ],
)  # fmt: skip
def test_by_chance(tests, said) -> None:
    assert by_chance(list(zip("abcdefghijklmnopqrst", tests, strict=False))) == said


def test_the_report_rebuilt(demo_annual, no_checks) -> None:
    blocks = published_table(demo_annual, no_checks)
    text = text_of(blocks)
    assert ("12 of the report's 37 changes are beyond chance at 95%, 6 of them at 99.8%.") in text
    assert "8 are left once many tests are allowed for (Benjamini and Hochberg" in text
    assert "Chance alone would mark about 2" in text


def test_percentages_on_a_small_base_are_greyed(demo_annual) -> None:
    rows = {row[0]: row for row in report_table(demo_annual, "hate_crime").rows}
    assert rows["Religious Incidents"][1:] == (
        7, 4, 9, "+5", "(+125.0%)", "0.63 to 10.00 times", "● normal variation",
    )  # fmt: skip
    assert isinstance(rows["Religious Incidents"][5], Aside)
    assert rows["Racist Incidents"][5] == "−13.8%"
    assert not isinstance(rows["Racist Incidents"][5], Aside)
    grey = [each for each in kinds(numbers(report_table(demo_annual, "hate_crime")), "Td")
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
    assert robbery == ("Robbery", 42, None, 34, None, None, None, "not compared")
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
    assert as_csv(table, ["Source"]).splitlines()[:3] == [
        "# Changes", "# Of 1 row, none.", "# Source",
    ]  # fmt: skip


def test_annual_totals_carry_the_note(question_of_three_years) -> None:
    question, values = question_of_three_years
    table = annual_panel(question, values).table
    assert table.note.startswith("Of 2 rows, 1 is marked")
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
