"""Read the ``[disclosure]`` table of a borough's TOML: thresholds, and who signed them off."""

from collections.abc import Mapping
from typing import Any

from data.build.toml.tomlfile import TomlFile
from data.model.disclosure import (
    AUDIENCES,
    BAND,
    EXACT,
    PROPOSED,
    TIERS,
    Audience,
    Disclosure,
    Rule,
)

KEYS = {"signed_off": str, **dict.fromkeys(AUDIENCES, dict)}
WHERE = "[disclosure]"
WIDTHS = (EXACT, *range(BAND, 10 * BAND + 1, BAND))


def read(toml: TomlFile, document: Mapping[str, Any]) -> Disclosure:
    """Return the disclosure rules; a tier that the TOML does not set has its proposed rule.

    Raises:
        BadInput: a key or tier is unknown, or a threshold is not an allowed width, is for a tier
            with published totals only, or is below the proposed one and not signed off.
    """
    table = document.get("disclosure", {})
    toml.check(WHERE, table, KEYS)
    for audience in AUDIENCES:
        where = f"{audience} of {WHERE}"
        toml.check(where, table.get(audience, {}), dict.fromkeys(TIERS, object))
    signed_off = " ".join(table.get("signed_off", "").split())
    rules = tuple(
        (audience, tier, _rule(toml, table, signed_off, audience, (tier, rule)))
        for audience, tier, rule in PROPOSED
    )
    return Disclosure(rules, signed_off)


def _rule(
    toml: TomlFile,
    table: Mapping[str, Any],
    signed_off: str,
    audience: Audience,
    rule: tuple[str, Rule],
) -> Rule:
    tier, proposed = rule
    if tier not in table.get(audience, {}):
        return proposed
    wanted, what = table[audience][tier], f"the {audience} width of tier {tier}"
    if proposed.published_only:
        toml.refuse(
            f"{what} is set, but only published totals are shown", "Take it out", key=audience
        )
    if isinstance(wanted, bool) or wanted not in WIDTHS:
        toml.refuse(
            f"{what} is not 1 (exact counts) or a multiple of {BAND} up to {WIDTHS[-1]}",
            "Use one of these", key=audience,
        )  # fmt: skip
    if wanted < proposed.width and not signed_off:
        toml.refuse(
            f"{what} is {wanted}, lower than the proposed {proposed.width}, and not signed off",
            'Have the data owner agree, then add signed_off = "who and when"', key=audience,
        )  # fmt: skip
    return Rule(wanted)
