"""What the page on activity says: figures as published, with marks and verdicts."""

import pytest

from data import queries
from layouts.activity_panels import body, done_table, figures_of, measure_table
from tests.texts import kinds, text_of


@pytest.fixture(scope="module")
def frames(demo_pack):
    return queries.strategy(demo_pack), queries.annual(demo_pack), queries.annual_checks(demo_pack)


def items(frames, kind: str, aim: int):
    strategy = frames[0]
    return strategy[(strategy["kind"] == kind) & (strategy["aim"] == aim)]


def test_every_aim_has_its_two_tables(frames) -> None:
    blocks = body(*frames)
    assert len(kinds(blocks, "Table")) == 10
    assert "5. Reduce incidents of residential burglary and theft from vehicle" in text_of(blocks)
    assert "is no proof" in text_of(blocks)


def test_what_was_done_is_as_published_with_its_mark(frames) -> None:
    rows = {
        row[0]: row
        for row in done_table(items(frames, "done", 1), figures_of(frames[1]), frames[2]).rows
    }
    panel = rows["ASB Panel: medium and high level cases"]
    assert panel[1] == "27"
    assert panel[2].startswith("✗ no: 27 here, 19 found: the report differs with itself")
    assert "23 found" in panel[2]
    assert rows["ASB Panel: the same cases, as the appendix counts them"][1] == "19"
    assert rows["Fixed penalty notices for fly tipping and littering"][1:3] == ("40", "no check")


def test_something_done_without_a_number_says_so(frames) -> None:
    table = done_table(items(frames, "done", 5), figures_of(frames[1]), frames[2])
    assert {row[1] for row in table.rows} == {None}
    assert table.missing == "no number given"


def test_what_it_should_move_has_a_verdict(frames) -> None:
    table = measure_table(items(frames, "measure", 1), figures_of(frames[1]))
    rows = {row[0]: row for row in table.rows}
    assert rows["Shoplifting"][1:] == (395, 411, 881, 470, "1.90 to 2.42 times", "▲ clear rise")
    assert table.note.startswith("Of 3 rows, 3 are marked")
    said = text_of(body(*frames))
    assert "Of 3 measures compared with the year before, 3 changed beyond chance." in said
    assert "none changed beyond chance" in said


def test_without_a_strategy_it_says_so(frames) -> None:
    assert text_of(body(frames[0].head(0), *frames[1:])).strip() == "No strategy has been loaded."
    assert "no number given" in text_of(body(frames[0], frames[1].head(0), frames[2].head(0)))
