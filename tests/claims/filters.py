"""The 80 sets of filters of three boroughs, always the same ones."""

import random
from collections.abc import Iterator, Mapping
from itertools import islice

from data.model import months
from data.model.domain import Domain
from data.model.view import VIEW_CHOICES

# How many sets of filters of each borough: 80 in all.
BOROUGHS = {"demonstration": 30, "wokingham": 26, "hart": 24}
SEED = 13


def searches(borough: str, domain: Domain) -> list[str]:
    """Return the sets of filters of a borough as query strings, always the same ones.

    The default and one month come first; in the others each value of each filter and view has its
    turn, in an order of its own.
    """
    middle = domain.months[-len(domain.months) // 3]
    return [
        "",
        f"?from={months.spell(domain.months[-1])}&to={months.spell(domain.months[-1])}",
        f"?measure=change&from={months.spell(middle)}&to={months.spell(months.shift(middle, 2))}",
        *islice(_mixed(borough, domain), BOROUGHS[borough] - 3),
    ]


def _mixed(borough: str, domain: Domain) -> Iterator[str]:
    chance = random.Random(f"{SEED}{borough}")
    places = [each for each in domain.areas if each.kind == "place"]
    wards = [each for each in domain.areas if each.kind == "ward"]
    covered = sorted(domain.covered)
    around = places[0].centre if places else _middle(domain)
    single, span = covered[len(covered) // 2], covered[-5:-1]
    values: Mapping[str, list[str]] = {
        "type": [f"type={each}" for each in domain.choices] + ["type=burglary&type=robbery"],
        "when": [
            "", "", "period=all", "period=last-12",
            *(f"period={each.id}" for each in domain.years),
            f"from={months.spell(single)}&to={months.spell(single)}",
            f"from={months.spell(span[0])}&to={months.spell(span[-1])}",
        ],
        "where": [
            "", "", "", f"area={wards[0].id}", f"area={wards[1].id}&area={wards[-1].id}",
            f"area={chance.choice(wards).id}",
            f"drawn={around[0]:.5f},{around[1]:.5f},600",
            *([f"area={chance.choice(places).id}"] if places else []),
        ],
        **{
            name: [f"{name}={each}" for each in VIEW_CHOICES[name]]
            for name in ("measure", "split", "view", "parts", "layer", "peers")
        },
    }  # fmt: skip
    turns: dict[str, Iterator[str]] = {name: iter(()) for name in values}
    while True:
        chosen = []
        for name, every in values.items():
            value = next(turns[name], None)
            if value is None:
                turns[name] = iter(chance.sample(every, len(every)))
                value = next(turns[name])
            chosen.append(value)
        yield f"?{'&'.join(filter(None, chosen))}"


def _middle(domain: Domain) -> tuple[float, float]:
    west, south, east, north = domain.extent
    return (west + east) / 2, (south + north) / 2
