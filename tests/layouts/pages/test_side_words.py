"""Sentences on two sides of a comparison."""

from data.series.sides import Side, Sides
from data.stats.significance import change
from layouts.pages.compare.side_words import sentence
from tests.domains import CHANCE
from tests.layouts.base.asked import ask


def test_equal_counts_are_as_many_and_not_fewer() -> None:
    of = ask("?type=asb")
    side = Side(of.filters, 400, {}, (), None, 1.0)
    sides = Sides(side, side, False, False, change(400, 400, CHANCE), ())
    assert "A has as many as B (95% interval " in sentence(sides, of, of)
