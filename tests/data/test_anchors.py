"""A drawn area never singles out a street point of a type that is not shown as points."""

import pytest

from data.anchors import FEWEST
from data.drawn import Drawn
from data.question import Question
from data.view import OWN
from layouts import words
from tests.conftest import ALDER, Small

pytestmark = pytest.mark.slow

CIRCLE = Drawn.circle(*ALDER, 300)
TIER_B = ("drugs", "robbery", "all-crime", "violence-and-sexual-offences")


def crowded(small: Small, points: int):
    """The small borough with so many street points inside the circle."""
    rows = [
        small.row((ALDER[0] + 0.0005 * number, ALDER[1]), Month="2022-03",
                  **{"Crime type": "Robbery"})
        for number in range(points)
    ]  # fmt: skip
    if rows:
        small.street("street/2022-03/2022-03-test-street.csv", rows)
    return small.build()


def asked(pack, crime: str) -> Question:
    assert CIRCLE is not None
    return Question.read(f"?type={crime}&drawn={CIRCLE.spelt}&period=all", pack.domain)


@pytest.mark.parametrize("crime", TIER_B)
def test_an_area_of_one_point_is_not_used_for_tier_b(small: Small, crime: str) -> None:
    question = asked(crowded(small, 0), crime)

    assert question.filters.drawn is None
    assert not question.filters.narrowed
    [said] = [each for each in words.notes(question) if "drawn" in each]
    assert said.startswith("The drawn area is not used: it holds fewer than three street points")
    assert question.query().count("drawn") == 0


@pytest.mark.parametrize("crime", ["asb", "burglary"])
def test_a_type_that_is_shown_as_points_needs_no_others(small: Small, crime: str) -> None:
    question = asked(crowded(small, 0), crime)

    assert question.filters.drawn == CIRCLE
    assert question.untold == ""


@pytest.mark.parametrize(("points", "used"), [(2, False), (3, True), (5, True)])
def test_three_points_are_enough(small: Small, points: int, used) -> None:
    """The first of them lies where the borough's own incidents do."""
    assert FEWEST == 3
    question = asked(crowded(small, points), "robbery")

    assert (question.filters.drawn is not None) == used


def test_a_ward_and_a_small_area_together_cannot_be_subtracted(small: Small) -> None:
    assert CIRCLE is not None
    pack = crowded(small, 0)
    question = Question.read(f"?type=drugs&area=birch&drawn={CIRCLE.spelt}", pack.domain)

    assert (question.filters.areas, question.filters.drawn) == (("birch",), None)


def test_a_buffer_of_a_place_falls_back_to_its_own_outline(small: Small) -> None:
    domain = crowded(small, 0).domain
    place = domain.area_by_id["mill-estate"]

    question = Question.read("?type=drugs&buffer=100", domain).at(place)
    assert (question.filters.drawn, question.filters.areas) == (None, ("mill-estate",))
    assert question.view.buffer == OWN
    assert question.untold.startswith("100 m around is not used")

    assert Question.read("?type=asb&buffer=100", domain).at(place).filters.drawn is not None
