"""The ``[disclosure]`` table of a borough's TOML: thresholds, and who has signed them off."""

from collections.abc import Mapping
from typing import Any

from data.disclosure import AUDIENCES, PROPOSED, TIERS, Audience, Disclosure, Rule
from data.tomlfile import TomlFile

KEYS = ("signed_off", *AUDIENCES)
WHERE = "[disclosure]"
HIGHEST = 100
# Zeros are shown, so "fewer than 2" would say "1".
LOWEST = 3


def read(toml: TomlFile, document: Mapping[str, Any]) -> Disclosure:
    """The rules that a borough's TOML asks for; those of ``data.disclosure`` where it is silent.

    Raises:
        BadInput: an unknown key or tier, a threshold that is no sensible number, one for what is
            never shown, or one below the proposal that nobody has signed off.
    """
    table = document.get("disclosure", {})
    toml.refuse_other_type("the file", "disclosure", table, dict)
    toml.refuse_unknown(WHERE, table, KEYS)
    signed_off = table.get("signed_off", "")
    toml.refuse_other_type(WHERE, "signed_off", signed_off, str)
    for audience in AUDIENCES:
        wanted = table.get(audience, {})
        toml.refuse_other_type(WHERE, audience, wanted, dict)
        toml.refuse_unknown(f"{audience} of {WHERE}", wanted, TIERS)
    signed_off = " ".join(signed_off.split())
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
    place: tuple[str, Rule],
) -> Rule:
    tier, proposed = place
    if tier not in table.get(audience, {}):
        return proposed
    wanted, what = table[audience][tier], f"the {audience} threshold of tier {tier}"
    if proposed.published_only:
        toml.refuse(
            f"{what} is set, but only published totals are shown", "Take it out", key=audience
        )
    if (
        isinstance(wanted, bool)
        or not isinstance(wanted, int)
        or not (wanted == 0 or LOWEST <= wanted <= HIGHEST)
    ):
        toml.refuse(
            f"{what} is not 0 (every count is shown) or a whole number from {LOWEST} to {HIGHEST}",
            "Mend it", key=audience,
        )  # fmt: skip
    if wanted < proposed.threshold and not signed_off:
        toml.refuse(
            f"{what} is {wanted}, lower than the proposed {proposed.threshold}, and not signed off",
            'Have the data owner agree, then add signed_off = "who and when"', key=audience,
        )  # fmt: skip
    return Rule(wanted, proposed.round_to)
