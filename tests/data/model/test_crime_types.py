import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.crime_types import (
    ASB,
    ASB_CATEGORIES,
    ASB_CATEGORY_SPELLINGS,
    BY_LABEL,
    CHOICE,
    CHOICES,
    CRIME_TYPES,
    OFFENCES,
    canonical,
)
from tests.domains import quick

# data.police.uk/about: the categories of street-level crime, as the files spell them.
POLICE_UK = {
    "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs",
    "Other crime", "Other theft", "Possession of weapons", "Public order", "Robbery",
    "Shoplifting", "Theft from the person", "Vehicle crime", "Violence and sexual offences",
}  # fmt: skip


def test_labels_are_those_of_police_uk() -> None:
    assert {each.label for each in CRIME_TYPES} == POLICE_UK
    assert len(CRIME_TYPES) == 14
    assert BY_LABEL["violence and sexual offences"] == "violence-and-sexual-offences"


def test_four_types_are_never_shown_at_a_point() -> None:
    assert {each.label for each in CRIME_TYPES if each.tier == "B"} == {
        "Violence and sexual offences", "Drugs", "Possession of weapons", "Robbery",
    }  # fmt: skip
    assert {each.tier for each in CRIME_TYPES} == {"A", "B"}
    assert len([each for each in CRIME_TYPES if each.tier == "A"]) == 10


def test_the_pack_says_the_same(demo_pack) -> None:
    """``crime_type`` is what the queries read tiers, labels and order from."""
    with demo_pack._connection.cursor() as cursor:
        table = cursor.execute("SELECT id, label, tier FROM crime_type ORDER BY position")
        assert table.fetchall() == [(each.id, each.label, each.tier) for each in CRIME_TYPES]


def test_all_crime_leaves_anti_social_behaviour_out() -> None:
    assert {*CHOICE["all-crime"].crime_types} == {each.id for each in CRIME_TYPES} - {ASB}
    assert CHOICE["all-crime"].crime_types == OFFENCES
    assert {*CHOICE["crime-and-asb"].crime_types} == {each.id for each in CRIME_TYPES}


def test_what_may_be_chosen() -> None:
    assert [each.id for each in CHOICES[:6]] == [
        "all-crime", "crime-and-asb", "asb", "asb-personal", "asb-community", "asb-environmental",
    ]  # fmt: skip
    assert len(CHOICES) == len(CHOICE) == 19
    assert [each.group for each in CHOICES[6:]] == ["Crime types"] * 13


@pytest.mark.parametrize(
    ("spelling", "category"),
    [("personal", "personal"), ("community", "nuisance"), ("nuisance", "nuisance"),
     ("environmental", "environmental")],
)  # fmt: skip
def test_community_is_the_national_nuisance(spelling, category) -> None:
    assert ASB_CATEGORY_SPELLINGS[spelling] == category
    assert category in ASB_CATEGORIES


@quick
@given(st.lists(st.sampled_from([*CHOICE, "nonsense"]), max_size=6))
def test_canonical_loses_no_incident(ids) -> None:
    """The remaining choices mean the same types and categories, and none repeats another."""
    kept = canonical(ids)
    known = [each for each in ids if each in CHOICE] or ["all-crime"]

    def stands_for(choices) -> set[str]:
        types = {each for choice in choices for each in CHOICE[choice].crime_types}
        categories = {each for choice in choices for each in CHOICE[choice].asb_categories}
        return types | {f"asb {each}" for each in categories | ({*ASB_CATEGORIES} if ASB in types
                                                                else set())}  # fmt: skip

    assert stands_for(kept) == stands_for(known)
    for each in kept:
        others = [other for other in kept if other != each]
        assert (
            not others
            or not stands_for([each]) <= set().union(*(stands_for([other]) for other in others))
            or len(others) > 1
        )
    assert canonical(kept) == kept
    assert canonical(reversed(ids)) == kept
    assert list(kept) == sorted(kept, key=[*CHOICE].index)
