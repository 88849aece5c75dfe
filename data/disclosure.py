"""Who may be shown what of data that is not public: tiers, thresholds, and a count that is safe.

Access is a property of the source, the tier of the crime type, the audience of the pack. The table
``TIERS`` is our proposal; ``[disclosure]`` in the borough's TOML changes it, and says who signed it
off. ``docs/method.md`` has the same table, and a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Audience = Literal["public", "partner"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
OPEN, PUBLISHED, RESTRICTED = ACCESS = ("open", "published", "restricted")
State = Literal["exact", "rounded", "fewer", "withheld", "missing"]
NOT_SIGNED_OFF = "proposed, not yet signed off"


@dataclass(frozen=True)
class Rule:
    """How a restricted count of one tier is shown to one audience.

    Counts from 1 to just below ``threshold`` are "fewer than" it; 0 shows every count. What is
    left is rounded to the nearest ``round_to``. ``published_only``: nothing restricted is shown.
    """

    threshold: int = 0
    round_to: int = 1
    published_only: bool = False


@dataclass(frozen=True)
class Tier:
    """How sensitive some data are, the finest geography and time shown, and a rule for each.

    ``finest`` holds for open sources too.
    """

    id: str
    data: str
    finest: str
    public: Rule
    partner: Rule

    def rule(self, audience: Audience) -> Rule:
        """The proposed rule for an audience."""
        return self.public if audience == "public" else self.partner


TIERS: Mapping[str, Tier] = {
    each.id: each
    for each in (
        Tier(
            "A", "property, ASB, public order, shoplifting", "street point", Rule(5), Rule()
        ),
        Tier(
            "B", "violence and sexual offences, drugs, weapons, robbery",
            "ward, LSOA, named place, drawn area, density, clusters; never a single point",
            Rule(5), Rule(3),
        ),
        Tier(
            "C", "hate strands, domestic abuse, sexual offences where separate", "borough, year",
            Rule(10, round_to=5), Rule(5),
        ),
        Tier(
            "D", "MARAC, Prevent and Channel, cuckooing, domestic homicide reviews",
            "borough; financial years, to partners twelve months ending each quarter",
            Rule(published_only=True), Rule(5, round_to=5),
        ),
    )
}  # fmt: skip
PROPOSED: tuple[tuple[Audience, str, Rule], ...] = tuple(
    (audience, tier.id, tier.rule(audience)) for audience in AUDIENCES for tier in TIERS.values()
)


@dataclass(frozen=True)
class Disclosure:
    """The rules of a borough, and who has signed them off (nothing: nobody yet)."""

    rules: tuple[tuple[Audience, str, Rule], ...] = PROPOSED
    signed_off: str = ""

    def rule(self, audience: Audience, tier: str) -> Rule:
        """The rule of one tier for one audience."""
        return next(rule for whom, name, rule in self.rules if (whom, name) == (audience, tier))

    @property
    def standing(self) -> str:
        """Whether the rules are agreed, in words to go after "The rules are"."""
        return f"signed off: {self.signed_off}" if self.signed_off else NOT_SIGNED_OFF


@dataclass(frozen=True)
class SafeCount:
    """A count as it may be shown. Fewer than a threshold, zero and missing are three things.

    ``withheld`` is a count kept back so that another cannot be worked out from a total.
    """

    state: State
    value: int | None = field(default=None)
    below: int = 0

    @property
    def words(self) -> str:
        """How a sentence or a table says it."""
        if self.state == "fewer":
            return f"fewer than {self.below}"
        if self.value is not None:
            return f"about {self.value:,}" if self.state == "rounded" else f"{self.value:,}"
        return {"withheld": "withheld"}.get(self.state, "not held")


MISSING, WITHHELD = SafeCount("missing"), SafeCount("withheld")


def safe(value: int | None, rule: Rule) -> SafeCount:
    """One count under a rule, by itself; ``data.suppression`` sees whether it follows from others.

    A missing count stays missing, a zero stays zero.
    """
    if value is None:
        return MISSING
    if rule.published_only:
        return WITHHELD
    if 0 < value < rule.threshold:
        return SafeCount("fewer", below=rule.threshold)
    if value and rule.round_to > 1:
        return SafeCount("rounded", rounded(value, rule.round_to))
    return SafeCount("exact", value)


def rounded(value: int, to: int) -> int:
    """The nearest multiple, halves upwards."""
    return (2 * value + to) // (2 * to) * to
