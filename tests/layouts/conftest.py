"""The pack of a borough with missing months."""

import pytest

from data.model.question import Question
from data.pack import queries
from tests.domains import domain_of
from tests.gaps import gap_open, gap_pack, gap_packs

__all__ = ["gap_open", "gap_pack", "gap_packs"]


@pytest.fixture(scope="session")
def demo_annual(demo_pack):
    """The published figures as the queries give them."""
    return queries.annual(demo_pack)


@pytest.fixture(scope="session")
def no_checks(demo_pack):
    """The answer about checks of a pack that has none."""
    return queries.annual_checks(demo_pack).head(0)


@pytest.fixture(scope="session")
def demo_checks(demo_pack):
    """The answer about checks of the demonstration."""
    return queries.annual_checks(demo_pack)


@pytest.fixture
def question_of_three_years():
    """A question and its monthly values: level in the first two years, doubled in the third."""
    return Question.from_query("", domain_of()), (10,) * 24 + (20,) * 12
