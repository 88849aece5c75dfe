"""The order of themes: points by rank and verdict, weights, and missing columns."""

from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from data.assessment.priorities import Measured, board_mean, priorities
from data.assessment.themes import measured
from data.model import months
from data.model.assessment import COLUMNS, Theme, written
from data.model.question import Question
from data.pack.pack import SETTINGS, Pack

EVEN = dict.fromkeys(COLUMNS, 1)


def theme(name: str, n: int | None, **given: Any) -> Measured:
    """Return a theme: harm is a score, trend (verdict, difference), standing a word."""
    trend, standing, harm = (given.get(each) for each in ("trend", "standing", "harm"))
    change = trend and SimpleNamespace(verdict=trend[0], difference=trend[1])
    compared = harm is not None and SimpleNamespace(now=SimpleNamespace(harm=harm))
    expected = None if standing == "not assessed" else object()
    funnel = standing and SimpleNamespace(own=SimpleNamespace(standing=standing), expected=expected)
    scored = Theme(name, (), given.get("scores", {}))
    return Measured(scored, n, change or None, compared or None, None, funnel or None)


def order(themes: list[Measured], **weights: int) -> list[tuple[str, int | None, float | None]]:
    found = priorities(themes, EVEN | weights)
    return [
        (each.measured.theme.name, each.rank, each.total and round(each.total, 6)) for each in found
    ]


def test_points_go_by_rank_and_by_verdict() -> None:
    themes = [
        theme("few", 1, harm=500.0, trend=("possible", 3), standing="above 99.8"),
        theme("some", 10, harm=20.0, trend=("clear", -9), standing="below 99.8"),
        theme("many", 1000, harm=20.0, trend=("clear", 9), standing="above 95"),
    ]
    found = {each.measured.theme.name: each for each in priorities(themes, EVEN)}
    assert found["few"].points == {
        "demand": 0, "harm": 1, "trend": 0.5, "comparison": 1, "board": None,
    }  # fmt: skip
    assert found["some"].points == {
        "demand": 0.5, "harm": 0, "trend": 0, "comparison": 0, "board": None,
    }  # fmt: skip
    assert found["many"].points["trend"] == 1
    assert found["some"].ranks == {"demand": 2, "harm": 2}
    assert found["many"].ranks == {"demand": 1, "harm": 2}
    # Means: 2.5 / 4, 2.5 / 4 and 0.5 / 4. Equal totals share a rank.
    assert order(themes) == [("few", 1, 0.625), ("many", 1, 0.625), ("some", 3, 0.125)]


def test_errors_of_floating_point_change_neither_ranks_nor_points() -> None:
    found = priorities([theme("a", 1, harm=0.1 + 0.2), theme("b", 1, harm=0.3)], EVEN)
    assert [each.ranks["harm"] for each in found] == [1, 1]
    assert [each.points["harm"] for each in found] == [0, 0]


def test_weights_decide_and_zero_leaves_out() -> None:
    themes = [theme("few", 1, harm=500.0), theme("many", 9, harm=20.0)]
    assert [each[0] for each in order(themes, harm=2)] == ["few", "many"]
    assert [each[0] for each in order(themes, harm=0)] == ["many", "few"]


def test_what_is_missing_is_left_out_and_a_theme_without_figures_has_no_rank() -> None:
    themes = [
        theme("no harm", 9), theme("all", 1, harm=5.0),
        theme("unknown", None, standing="not assessed"),
        theme("board", None, scores={"a": 5, "b": 4}),
    ]  # fmt: skip
    assert order(themes) == [
        ("no harm", 1, 1.0), ("all", 2, 0.0), ("unknown", None, None), ("board", None, None),
    ]  # fmt: skip
    assert [each[2] for each in order([theme("a", 1, scores={"a": 4}), theme("b", 2)])] == [1, 0.4]
    assert board_mean(themes[0].theme) is None
    assert board_mean(themes[3].theme) == 4.5


@pytest.mark.slow
def test_counts_are_those_of_the_rows(demo_pack: Pack) -> None:
    """Against the incidents themselves, without any of our queries."""
    question = Question.from_query("?period=2022-23", demo_pack.domain)
    themes = (
        Theme("Two", ("robbery", "burglary")), Theme("ASB", ("asb",)), Theme("None", ()),
        *written([]).themes[1:3],
    )  # fmt: skip
    with duckdb.connect(str(demo_pack.path), read_only=True, config=SETTINGS) as connection:
        rows = connection.execute(
            "SELECT crime_type, month, count(*) AS n FROM incident GROUP BY ALL"
        ).df()
    first, last = months.year_span(2022)
    found = measured(demo_pack, question, themes)
    for each in found:
        for start, said in (
            (first, each.n),
            (months.shift(first, -12), each.change and each.change.before),
        ):
            end = months.shift(start, 11)
            inside = rows["crime_type"].isin(each.theme.crime) & rows["month"].dt.date.between(
                start, end
            )
            assert said == (int(rows.loc[inside, "n"].sum()) if each.theme.crime else None)
    assert last == months.shift(first, 11)
    assert found[0].harm is not None
    assert found[0].funnel is not None
    assert found[1].why_no_harm == "asb"
