"""The crime types of police.uk, the groups readers may choose, and the disclosure tier of each.

Types and labels are those of the street-level files of data.police.uk. Tiers follow the disclosure
rules in ``docs/method.md``: tier A may be drawn as street points, tier B may not. "All crime"
excludes anti-social behaviour, as the partnership's published total does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.model.noun import Noun

Tier = Literal["A", "B"]


@dataclass(frozen=True)
class CrimeType:
    """One type of incident as police.uk records it; ``label`` is the value in its files."""

    id: str
    label: str
    tier: Tier = "A"
    named: Noun | None = None

    @property
    def noun(self) -> Noun:
        """The noun for a sentence: "burglary", "burglaries"."""
        name = self.label.lower()
        return self.named or Noun(f"{name} offence", f"{name} offences")


@dataclass(frozen=True)
class Choice:
    """One option of the crime type filter: the types and ASB categories it includes."""

    id: str
    label: str
    group: str
    noun: Noun
    crime_types: tuple[str, ...] = ()
    asb_categories: tuple[str, ...] = ()

    def covers(self, other: "Choice") -> bool:
        """Whether this choice includes every incident of ``other``."""
        categories = {*self.asb_categories}
        if ASB in self.crime_types:
            categories.update(ASB_CATEGORIES)
        return {*other.crime_types} <= {*self.crime_types} and {*other.asb_categories} <= categories


ASB = "asb"

# Id to label on screen. "Nuisance" is the national (NSIR) name of what the annual report calls
# "Community"; readers accept both, pages show the report's.
ASB_CATEGORIES = {
    "personal": "Personal",
    "nuisance": "Community",
    "environmental": "Environmental",
}
ASB_CATEGORY_SPELLINGS = {
    "personal": "personal",
    "nuisance": "nuisance",
    "community": "nuisance",
    "environmental": "environmental",
}

CRIME_TYPES = (
    CrimeType(
        ASB,
        "Anti-social behaviour",
        named=Noun("anti-social behaviour incident", "anti-social behaviour incidents"),
    ),
    CrimeType("bicycle-theft", "Bicycle theft", named=Noun("bicycle theft", "bicycle thefts")),
    CrimeType("burglary", "Burglary", named=Noun("burglary", "burglaries")),
    CrimeType("criminal-damage-and-arson", "Criminal damage and arson"),
    CrimeType("drugs", "Drugs", "B", Noun("drug offence", "drug offences")),
    CrimeType("other-crime", "Other crime", named=Noun("other crime", "other crimes")),
    CrimeType("other-theft", "Other theft", named=Noun("other theft", "other thefts")),
    CrimeType("possession-of-weapons", "Possession of weapons", "B"),
    CrimeType("public-order", "Public order"),
    CrimeType("robbery", "Robbery", "B", Noun("robbery", "robberies")),
    CrimeType("shoplifting", "Shoplifting"),
    CrimeType(
        "theft-from-the-person",
        "Theft from the person",
        named=Noun("theft from the person", "thefts from the person"),
    ),
    CrimeType("vehicle-crime", "Vehicle crime"),
    CrimeType(
        "violence-and-sexual-offences",
        "Violence and sexual offences",
        "B",
        Noun("violence or sexual offence", "violence and sexual offences"),
    ),
)
BY_LABEL = {each.label.lower(): each.id for each in CRIME_TYPES}
# Types of older files, by label, each of which is wholly within one type of today.
SUCCESSORS = {"violent crime": "violence-and-sexual-offences"}
# The month from which police.uk has a type. Earlier incidents of the type are in other types, such
# as Other crime: totals include them, and the type has no count.
SINCE = {
    **dict.fromkeys(
        ("criminal-damage-and-arson", "drugs", "other-theft", "shoplifting"), date(2011, 9, 1)
    ),
    **dict.fromkeys(
        ("bicycle-theft", "possession-of-weapons", "public-order", "theft-from-the-person"),
        date(2013, 5, 1),
    ),
}
BY_ID = {each.id: each for each in CRIME_TYPES}
OFFENCES = tuple(each.id for each in CRIME_TYPES if each.id != ASB)

# The noun says "recorded" because only crime that the police recorded is counted.
ASB_TYPE, CRIME = BY_ID[ASB], Noun("recorded crime", "recorded crimes")
_ASB_GROUP = "Anti-social behaviour (ASB)"


def _asb(category: str, label: str) -> Choice:
    name, noun = label.lower(), ASB_TYPE.noun
    named = Noun(f"{name} {noun.singular}", f"{name} {noun.plural}")
    return Choice(f"asb-{name}", f"ASB: {label}", _ASB_GROUP, named, (), (category,))


CHOICES = (
    Choice("all-crime", "All crime", "Totals", CRIME, OFFENCES),
    Choice(
        "crime-and-asb",
        "Crime and ASB",
        "Totals",
        Noun.any_of([CRIME, ASB_TYPE.noun]),
        (ASB, *OFFENCES),
    ),
    Choice(ASB, ASB_TYPE.label, _ASB_GROUP, ASB_TYPE.noun, (ASB,)),
    *(_asb(category, label) for category, label in ASB_CATEGORIES.items()),
    *(
        Choice(each.id, each.label, "Crime types", each.noun, (each.id,))
        for each in CRIME_TYPES
        if each.id != ASB
    ),
)
CHOICE = {each.id: each for each in CHOICES}
DEFAULT_CHOICE = "all-crime"
EVERY_SERIES = "all"  # an annotation of every series, not of one choice


def label_within(crime_type: str, chosen: Iterable[str]) -> str:
    """Return the label of a type, or those of its ASB categories if only some are chosen."""
    categories = [CHOICE[each].label for each in chosen if CHOICE[each].asb_categories]
    some = crime_type == ASB and 0 < len(categories) < len(ASB_CATEGORIES)
    return ", ".join(categories) if some else BY_ID[crime_type].label


def canonical(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the known ids in the order of ``CHOICES``, without those that a wider choice covers.

    "All crime" with "Burglary" gives "All crime". Without a known id, the default is returned.
    """
    wanted = {*ids}
    picked = [each for each in CHOICES if each.id in wanted]
    kept = tuple(
        each.id
        for each in picked
        if not any(other.covers(each) and other is not each for other in picked)
    )
    return kept or (DEFAULT_CHOICE,)


def related(chosen: Iterable[str]) -> set[str]:
    """Return the ids of the series whose notes concern the chosen types.

    These are ``EVERY_SERIES``, the choices themselves, and wider and narrower ones.
    """
    choices = [CHOICE[each] for each in chosen]
    return {
        EVERY_SERIES,
        *(
            each.id
            for each in CHOICES
            if any(each.covers(choice) or choice.covers(each) for choice in choices)
        ),
    }
