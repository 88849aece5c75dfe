"""The crime types of police.uk, the groups people ask for, and how finely each may be shown.

Types and spellings are those of the street-level files of data.police.uk. Tiers follow the
disclosure rules in ``docs/method.md``: tier A may be drawn as street points, tier B may not.
"All crime" leaves anti-social behaviour out, as the partnership's published total does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Tier = Literal["A", "B"]


@dataclass(frozen=True)
class CrimeType:
    """One type of incident as police.uk records it; ``label`` is also its spelling in the files."""

    id: str
    label: str
    tier: Tier = "A"
    noun: str = ""

    @property
    def plural(self) -> str:
        """What a number of them is called in a sentence."""
        return self.noun or f"{self.label.lower()} offences"


@dataclass(frozen=True)
class Choice:
    """One thing a reader may pick as "crime type": the types and ASB categories it stands for."""

    id: str
    label: str
    group: str
    plural: str
    crime_types: tuple[str, ...] = ()
    asb_categories: tuple[str, ...] = ()

    def covers(self, other: "Choice") -> bool:
        """Whether every incident of ``other`` is also one of these."""
        categories = {*self.asb_categories}
        if ASB in self.crime_types:
            categories.update(ASB_CATEGORIES)
        return {*other.crime_types} <= {*self.crime_types} and {*other.asb_categories} <= categories


ASB = "asb"

# Ours to the source's label. "Nuisance" is the national (NSIR) name of what the annual report
# calls "Community"; both spellings are read, the report's is shown.
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
    CrimeType(ASB, "Anti-social behaviour", noun="anti-social behaviour incidents"),
    CrimeType("bicycle-theft", "Bicycle theft", noun="bicycle thefts"),
    CrimeType("burglary", "Burglary", noun="burglaries"),
    CrimeType("criminal-damage-and-arson", "Criminal damage and arson"),
    CrimeType("drugs", "Drugs", "B", noun="drug offences"),
    CrimeType("other-crime", "Other crime", noun="other crimes"),
    CrimeType("other-theft", "Other theft", noun="other thefts"),
    CrimeType("possession-of-weapons", "Possession of weapons", "B"),
    CrimeType("public-order", "Public order"),
    CrimeType("robbery", "Robbery", "B", noun="robberies"),
    CrimeType("shoplifting", "Shoplifting"),
    CrimeType("theft-from-the-person", "Theft from the person", noun="thefts from the person"),
    CrimeType("vehicle-crime", "Vehicle crime"),
    CrimeType("violence-and-sexual-offences", "Violence and sexual offences", "B",
              noun="violence and sexual offences"),
)  # fmt: skip
BY_LABEL = {each.label.lower(): each.id for each in CRIME_TYPES}
BY_ID = {each.id: each for each in CRIME_TYPES}
OFFENCES = tuple(each.id for each in CRIME_TYPES if each.id != ASB)
POINT_TYPES = tuple(each.id for each in CRIME_TYPES if each.tier == "A")

CHOICES = (
    Choice("all-crime", "All crime", "Totals", "crimes", OFFENCES),
    Choice("crime-and-asb", "Crime and ASB", "Totals", "crimes and anti-social behaviour incidents",
           (ASB, *OFFENCES)),
    Choice(ASB, "Anti-social behaviour", "Anti-social behaviour (ASB)",
           "anti-social behaviour incidents", (ASB,)),
    *(
        Choice(f"asb-{label.lower()}", f"ASB: {label}", "Anti-social behaviour (ASB)",
               f"{label.lower()} anti-social behaviour incidents", (), (category,))
        for category, label in ASB_CATEGORIES.items()
    ),
    *(
        Choice(each.id, each.label, "Crime types", each.plural, (each.id,))
        for each in CRIME_TYPES if each.id != ASB
    ),
)  # fmt: skip
CHOICE = {each.id: each for each in CHOICES}
DEFAULT_CHOICE = "all-crime"


def canonical(ids: Iterable[str]) -> tuple[str, ...]:
    """The choices in the order of the list, without unknown ones and ones another covers.

    Nothing known gives the default, "All crime". A choice inside a wider one adds nothing:
    "All crime" with "Burglary" is "All crime".
    """
    wanted = {*ids}
    picked = [each for each in CHOICES if each.id in wanted]
    kept = tuple(
        each.id
        for each in picked
        if not any(other.covers(each) and other is not each for other in picked)
    )
    return kept or (DEFAULT_CHOICE,)
