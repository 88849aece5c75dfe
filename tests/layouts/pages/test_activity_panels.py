"""What the page on activity says: figures as published, with marks and verdicts."""

import csv
import re
from pathlib import Path

import pytest

from data.pack import queries
from data.series.kpi import figures_of
from layouts.pages.activity.activity_panels import body, done_table, measure_table, reasons
from layouts.pages.activity.money_card import grant_table, money_card, project_table
from tests.texts import kinds, text_of

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
WORK = re.compile("activity|hotspot|funding")


@pytest.fixture(scope="module")
def frames(demo_pack):
    return queries.strategy(demo_pack), queries.annual(demo_pack), queries.annual_checks(demo_pack)


def items(frames, kind: str, aim: int):
    strategy = frames[0]
    return strategy[(strategy["kind"] == kind) & (strategy["aim"] == aim)]


def test_every_aim_has_its_two_tables(frames) -> None:
    blocks = body(*frames)
    assert len(kinds(blocks, "Table")) == 12  # two of each aim, projects and grants
    assert "5. Reduce incidents of residential burglary and theft from vehicle" in text_of(blocks)
    assert "does not show that it was the cause" in text_of(blocks)
    assert text_of(body(*frames, (), "Scope.")).startswith("Scope. ")


def test_what_was_done_is_as_published_with_its_mark(frames) -> None:
    table = done_table(items(frames, "done", 1), figures_of(frames[1]), frames[2])
    rows = {row[0]: row for row in table.rows}
    panel = rows["Medium and high level cases overseen"]
    assert panel[1] == "27"
    assert panel[2:] == ("✗ no", "ASB Panel")
    why = f"{panel[0]}: 27 here, 19 found: the report contradicts itself; 27 here, 23 found"
    assert table.note.startswith(why)
    assert table.note.endswith("As published: Annual report 2022/23; Annual report 2022/23, "
                               "appendix A.")  # fmt: skip
    assert rows["The same cases, as the appendix counts them"][1] == "19"
    assert rows["Fixed penalty notices for fly tipping and littering"][1:3] == ("40", "–")


def test_something_done_without_a_number_says_so(frames) -> None:
    table = done_table(items(frames, "done", 5), figures_of(frames[1]), frames[2])
    assert {row[1] for row in table.rows} == {None}
    assert table.missing == "no number given"


def test_what_it_may_bear_on_has_a_verdict_and_a_reason(frames) -> None:
    table = measure_table(items(frames, "measure", 1), figures_of(frames[1]))
    rows = {row[0]: row for row in table.rows}
    assert rows["Shoplifting"][1:] == (395, 411, 881, 470, "1.80 to 2.57 times", "▲ clear rise")
    assert table.caption == "Aim 1: what it may bear on"
    why = text_of(reasons(items(frames, "measure", 1)))
    assert "Shoplifting: The aim does not name it." in why
    assert not table.note
    said = text_of(body(*frames))
    assert (
        "All 3 measures changed beyond normal variation: anti-social behaviour reported to the "
        "police fell, and shoplifting and bicycle theft rose." in said
    )
    assert "A possible fall in drug trafficking does not stand out among 2 tests" in said
    assert "None of 3 measures changed beyond normal variation" in said


def test_the_page_begins_with_the_measures_that_clearly_changed(frames) -> None:
    """The published figures: 1,227 to 973, 411 to 881 and 144 to 266."""
    said = text_of(body(*frames))
    total = len(frames[0][frames[0]["kind"] == "measure"]["measure"].unique())
    assert said.startswith(
        "On the year before, shoplifting and bicycle theft clearly rose, and anti-social behaviour "
        f"reported to the police clearly fell; {total - 3} other measures did not clearly change."
    )
    steady = frames[1].assign(value=100.0)
    assert text_of(body(frames[0], steady, frames[2])).startswith(
        f"None of {total} measures clearly rose or fell on the year before."
    )
    assert text_of(body(frames[0], frames[1].head(0), frames[2])).startswith(
        "No measure can be compared with the year before."
    )


def test_every_figure_of_work_and_money_is_shown_once_as_in_the_file(frames) -> None:
    """Against the file itself: every activity and sum of money, and nothing else."""
    with (REFERENCE / "annual_figures.csv").open(encoding="utf-8") as file:
        figures = [row for row in csv.DictReader(file) if WORK.search(row["table"])]
    strategy = frames[0][frames[0]["kind"].isin(("done", "spend", "grant"))]
    named = [each for each in zip(strategy["table_name"], strategy["measure"], strict=True)
             if any(each)]  # fmt: skip
    assert sorted(named) == sorted((row["table"], row["measure"]) for row in figures)
    values = figures_of(frames[1])
    for row in figures:
        assert values[f"{row['table']}::{row['measure']}"] == {"2022/23": float(row["2022/23"])}


def test_the_money_as_published_with_its_sum_and_what_does_not_agree(frames) -> None:
    strategy, figures = frames[0], figures_of(frames[1])
    projects = project_table(strategy[strategy["kind"] == "spend"], figures).rows
    pounds = [int(row[2].strip("£").replace(",", "")) for row in projects]
    assert (len(projects), pounds[-1], sum(pounds[:-1])) == (9, 61_273, 61_273)
    assert ("Joint Analyst for Berkshire partnerships", "all", "£3,270") in projects
    found = grant_table(strategy[strategy["kind"] == "grant"], figures, frames[2])
    grants = {row[0]: row[1:] for row in found.rows}
    assert grants["of which spent, as stated"][0] == "£58,003"
    assert grants["of which spent, as stated"][1].startswith("✗ no: 58,003 here, 61,273 found")
    assert grants["of which carried forward"] == ("£45,135", "✓ yes")
    assert grants["with what was carried forward, about"] == ("£171,696", "✓ yes")
    assert grants["Commissioner, three years"] == ("£380,574", "✓ yes")
    assert "exactly the Joint Analyst line" in text_of(money_card(strategy, figures, frames[2]))


def test_earlier_priorities_stand_beside_themes_and_aims(frames) -> None:
    [lists] = [each for each in kinds(body(*frames), "Div")
               if getattr(each, "className", "") == "lists"]  # fmt: skip
    assert [text_of(each) for each in kinds(lists, "H3")] == [
        "Earlier priorities", "Themes", "Aims",
    ]  # fmt: skip
    assert [len(kinds(each, "Li")) for each in kinds(lists, "Ol")] == [4, 3, 5]
    assert "Priorities 2018 to 2021" in text_of(lists)


def test_without_money_there_is_no_card(frames) -> None:
    strategy = frames[0][frames[0]["kind"].isin(("aim", "done"))]
    assert money_card(strategy, {}, frames[2]) == []


def test_without_a_strategy_it_says_so(frames) -> None:
    assert text_of(body(frames[0].head(0), *frames[1:])).strip() == "No strategy has been loaded."
    assert "no number given" in text_of(body(frames[0], frames[1].head(0), frames[2].head(0)))


def test_sums_without_a_note_and_unchecked_sums_are_not_said_to_agree(frames) -> None:
    strategy, figures, checks = frames[0], figures_of(frames[1]), frames[2]
    without_notes = checks.assign(note="")
    assert "58,003 here, 61,273 found." in text_of(money_card(strategy, figures, without_notes))
    grants = strategy[strategy["kind"] == "grant"]["measure"]
    of_others = checks[~checks["measure"].isin(grants)]
    assert "have not been checked" in text_of(money_card(strategy, figures, of_others))


def test_figures_with_decimals_are_not_cut_off_nor_tested_as_counts(frames) -> None:
    strategy = frames[0]
    spent = strategy[strategy["kind"] == "spend"].head(2)
    keys = [f"{table}::{measure}" for table, measure in zip(spent["table_name"], spent["measure"],
                                                            strict=True)]  # fmt: skip
    pence = dict(zip(keys, ({"2022/23": 9_750.5}, {"2022/23": 0.75}), strict=True))
    assert [row[2] for row in project_table(spent, pence).rows] == [
        "£9,750.50", "£0.75", "£9,751.25",
    ]  # fmt: skip
    measures = strategy[strategy["kind"] == "measure"].head(1)
    key = f"{measures['table_name'].iloc[0]}::{measures['measure'].iloc[0]}"
    [row] = measure_table(measures, {key: {"2021/22": 36.9, "2022/23": 12.4}}).rows
    assert row[1:] == (36.9, 12.4, None, None, "not compared")
