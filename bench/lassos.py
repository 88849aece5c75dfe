"""Extreme lassos, as a browser would send them."""

import json
import random
from collections.abc import Sequence

from layouts.base import ids

Lasso = list[list[float]]


def tangle(corners: int) -> Lasso:
    """Return a line that crosses itself about as often as it can, in degrees."""
    chance = random.Random(1)
    return [[chance.uniform(-1, -0.8), chance.uniform(51.35, 51.5)] for _each in range(corners)]


def lasso_post(dependencies: Sequence[dict], lassos: Sequence[Lasso]) -> dict:
    """Return the body of a post that draws lassos, one on each of so many maps."""
    maps = [ids.area_map(f"m{place}") for place in range(len(lassos))]
    output = next(
        each["output"] for each in dependencies
        if any(given["property"] == "selectedData" for given in each["inputs"])
    )  # fmt: skip
    given = [
        {"id": name, "property": "selectedData", "value": {"lassoPoints": {"map": lasso}}}
        for name, lasso in zip(maps, lassos, strict=True)
    ]
    identifiers = [json.dumps(name, sort_keys=True, separators=(",", ":")) for name in maps]
    return {
        "output": output,
        "inputs": [given],
        "state": [{"id": ids.URL, "property": "search", "value": ""}],
        "changedPropIds": [f"{each}.selectedData" for each in identifiers],
    }
