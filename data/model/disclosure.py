"""Rules of disclosure for restricted data: tiers, audiences, and how a count is rounded.

Access is a property of the source, the tier of the crime type, the audience of the pack. The table
``TIERS`` is a proposal; ``[disclosure]`` in the borough's TOML changes it and says who signed it
off. ``docs/method.md`` has the same table, and a test compares the two.

A restricted count is rounded by itself to the middle of a band, as OpenSAFELY does ("midpoint 6"):
0 stays 0, 1 to 6 is given as 3, 7 to 12 as 9. How one count is shown does not depend on others, so
nothing about a count can be inferred from which others are protected.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Self, get_args

Audience = Literal["public", "partner"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
OPEN, PUBLISHED, RESTRICTED = ACCESS = ("open", "published", "restricted")
NOT_SIGNED_OFF = "proposed, not yet signed off"
# All widths are multiples of this one, so that a band of one pack never crosses a band of another:
# the two together would narrow a count down.
BAND = 6
EXACT = 1
# The columns that identify a restricted count in frames with n: a group of counts, and one count.
GROUP = ["breakdown", "period", "first_month"]
KEY = [*GROUP, "name", "code", "asb_category"]


@dataclass(frozen=True)
class Rule:
    """The disclosure rule of one tier for one audience.

    ``width`` is how many values share a band; with 1 counts are exact. ``published_only``: nothing
    restricted is shown.
    """

    width: int = EXACT
    published_only: bool = False


@dataclass(frozen=True)
class Tier:
    """A tier of sensitivity: its data, the finest geography and period shown, a rule per audience.

    ``finest`` applies to open sources too.
    """

    id: str
    data: str
    finest: str
    public: Rule
    partner: Rule

    def rule(self, audience: Audience) -> Rule:
        """Return the proposed rule for an audience."""
        return self.public if audience == "public" else self.partner


TIERS: Mapping[str, Tier] = {
    each.id: each
    for each in (
        Tier(
            "A", "property, ASB, public order, shoplifting", "street point", Rule(BAND), Rule()
        ),
        Tier(
            "B", "violence and sexual offences, drugs, weapons, robbery",
            "any area; not drawn as points, no street or coordinates in lists",
            Rule(BAND), Rule(BAND),
        ),
        Tier(
            "C", "hate strands, domestic abuse, sexual offences where separate", "borough, year",
            Rule(2 * BAND), Rule(BAND),
        ),
        Tier(
            "D", "MARAC, Prevent and Channel, cuckooing, domestic homicide reviews",
            "borough; financial years, to partners twelve months ending each quarter",
            Rule(published_only=True), Rule(BAND),
        ),
    )
}  # fmt: skip
PROPOSED: tuple[tuple[Audience, str, Rule], ...] = tuple(
    (audience, tier.id, tier.rule(audience)) for audience in AUDIENCES for tier in TIERS.values()
)


@dataclass(frozen=True)
class Disclosure:
    """The rules of a borough, and who has signed them off (empty: nobody yet)."""

    rules: tuple[tuple[Audience, str, Rule], ...] = PROPOSED
    signed_off: str = ""

    def rule(self, audience: Audience, tier: str) -> Rule:
        """Return the rule of one tier for one audience."""
        return next(rule for whom, name, rule in self.rules if (whom, name) == (audience, tier))

    @property
    def standing(self) -> str:
        """Whether the rules are agreed, as the end of a sentence "The rules are …"."""
        return f"signed off: {self.signed_off}" if self.signed_off else NOT_SIGNED_OFF


@dataclass(frozen=True)
class SafeCount:
    """A count as it may be shown: its value, and the least and most that the true count may be.

    ``value`` is None for a missing count. ``variance`` is what rounding adds to the variance of the
    count.
    """

    value: int | None
    least: int = 0
    most: int = 0
    variance: float = field(default=0.0, compare=False)

    @classmethod
    def within(cls, least: int, most: int) -> Self:
        """Return the shown count for any count in the band: the middle of the band."""
        width = most - least + 1
        return cls(most - width // 2, least, most, (width**2 - 1) / 12)

    @classmethod
    def exact(cls, value: int) -> Self:
        """Return a count that is not rounded."""
        return cls.within(value, value)

    @property
    def is_exact(self) -> bool:
        """Whether the value is the count itself."""
        return self.value is not None and self.least == self.most

    @property
    def is_small(self) -> bool:
        """Whether it is in the lowest band above 0: shown as "fewer than", without a value."""
        return not self.is_exact and self.least == 1

    @property
    def error(self) -> int:
        """The largest possible difference between the value and the true count."""
        return max(self.most - (self.value or 0), (self.value or 0) - self.least)

    @property
    def words(self) -> str:
        """The text for a sentence or a table: "12", "about 9", "fewer than 7", "not held"."""
        if self.value is None:
            return "not held"
        if self.is_small:
            return f"fewer than {self.most + 1}"
        return f"{self.value:,}" if self.is_exact else f"about {self.value:,}"


MISSING = SafeCount(None)


def band_end(count: int, width: int) -> int:
    """Return the greatest value of the band that a count lies in; 0 for 0."""
    return -(-count // width) * width


def safe(count: int | None, rule: Rule) -> SafeCount:
    """Return one count as a rule shows it; a missing count stays missing, a zero stays zero.

    It is missing too if the rule shows published figures only. If the rule rounds, ``count`` may be
    the end of the count's band of six instead, with the same result.
    """
    if count is None or rule.published_only:
        return MISSING
    end = band_end(count, rule.width)
    return SafeCount.within(end - rule.width + 1, end) if count else SafeCount.exact(0)


def total(counts: Iterable[SafeCount]) -> SafeCount:
    """Return the sum of shown counts; ``MISSING`` if one of them is missing, or there are none."""
    parts = [*counts]
    if not parts or any(each.value is None for each in parts):
        return MISSING
    return SafeCount(
        sum(each.value or 0 for each in parts),
        sum(each.least for each in parts),
        sum(each.most for each in parts),
        sum(each.variance for each in parts),
    )
