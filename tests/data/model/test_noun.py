"""Counts and nouns."""

import pytest

from data.model.crime_types import CHOICES
from data.model.noun import Noun

WARD = Noun("ward", "wards")
BURGLARY, ROBBERY = Noun("burglary", "burglaries"), Noun("robbery", "robberies")


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 wards are"), (1, "1 ward is"), (2, "2 wards are"), (1234, "1,234 wards are")],
)
def test_a_count_has_the_form_and_the_verb_it_needs(count: int, said: str) -> None:
    assert WARD.count(count, ("is", "are")) == said
    assert WARD.count(count) == said.rpartition(" ")[0]


def test_several_nouns_are_joined_by_or_for_one_and_by_and_for_many() -> None:
    assert Noun.any_of([WARD]) == WARD
    assert Noun.any_of([BURGLARY, ROBBERY, WARD]).count(1) == "1 burglary, robbery or ward"
    assert Noun.any_of([BURGLARY, ROBBERY]).count(2) == "2 burglaries and robberies"


def test_every_choice_of_crime_type_has_a_singular_of_its_own() -> None:
    nouns = [each.noun for each in CHOICES]

    assert len({*nouns}) == len(nouns)
    assert [each for each in nouns if each.singular == each.plural] == []
