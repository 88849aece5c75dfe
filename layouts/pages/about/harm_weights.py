"""The harm weights in use, for the page on data and methods."""

from typing import Any

from data.harm.harm_scale import ENGLAND, Scale
from data.model.crime_types import BY_ID
from layouts.base import harm_words
from layouts.base.components import scrolled_table
from layouts.base.tables import Table
from layouts.base.unchecked import html

BEFORE = (
    "Harm counts each crime with a weight that follows from the sentences of courts. The mean is "
    "what a crime of the type counts. The mean square says how much such crimes differ, and makes "
    "the intervals as wide as they are."
)


def body(scale: Scale) -> list[Any]:
    """Return the weight of each crime type with its range among police forces, and the limits."""
    means: dict[str, list[float]] = {}
    for row in scale.every:
        if row.crime_type and row.area != ENGLAND:
            means.setdefault(row.crime_type, []).append(row.mean)
    matched = {row.crime_type: row.matched for row in scale.every if row.chosen and row.crime_type}
    table = Table(
        "Harm weights by crime type",
        ("Type", "Mean", "Mean square", "With a weight", "Lowest force", "Highest force"),
        [
            (
                BY_ID[each].label,
                mean,
                round(square),
                None if (share := matched.get(each)) is None else f"{100 * share:.1f}%",
                min(means.get(each, [mean])),
                max(means.get(each, [mean])),
            )
            for each, (mean, square) in sorted(scale.by_type.items())
        ],
        missing="–",
    )
    said = [BEFORE, harm_words.weights_of(scale), f"Licence: {scale.used.licence}."]
    limits = html.Ul([html.Li(each) for each in harm_words.LIMITS])
    return [*(html.P(each) for each in said), scrolled_table(table), limits]
