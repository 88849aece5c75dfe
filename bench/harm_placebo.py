"""How often the verdict on harm is wrong: ``python -m bench.harm_placebo``, a minute on one core.

The placebos of ``bench.placebo``, with all types of crime as one weighted sum. Counts are real;
which offence each crime was is not published, so it is drawn from what England recorded. The
verdict sees counts by type with the shipped weights of England, as on the pages, and is given the
drawn sums; it is also shown for the sums that the counts alone give.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from bench import placebo
from bench.harm_weights import code_weights
from bench.placebo import FEWEST_IN_TEST, SERIES, SHARED, Areas
from data.build.harm_rows import ENGLAND, SHIPPED
from data.build.readers import harm
from data.model.crime_types import OFFENCES
from data.stats.dispersion import Scatter
from data.stats.significance import CLEAR, POSSIBLE
from data.stats.weighted import Weights

Numbers = NDArray[np.float64]
COLUMNS = [SERIES.index(each) for each in OFFENCES]


def weights(months: float) -> Weights:
    """Return England's weights of the types of crime."""
    rows = harm.shipped(SHIPPED)
    own = rows[(rows["area"] == ENGLAND) & (rows["measure"] == "")].set_index("crime_type")
    pairs = own.loc[list(OFFENCES), ["mean", "mean_square"]].to_numpy().tolist()
    return Weights.of(pairs, [Scatter.of([each], months) for each in OFFENCES])


def draws() -> list[tuple[Numbers, Numbers]]:
    """Return for each type the weights of its offences and their shares in England."""
    mix = harm.shipped("offence_mix.csv")
    mix["weight"] = mix["offence_code"].map(code_weights(SHARED))
    known = mix.dropna(subset=["weight"])
    found = []
    for each in OFFENCES:
        rows = known[known["crime_type"] == each]
        found.append((rows["weight"].to_numpy(float), (rows[ENGLAND] / rows[ENGLAND].sum())))
    return found


def drawn(counts: NDArray[np.int64], offences: list, rng: np.random.Generator) -> Numbers:
    """Return the weighted sum of each row of counts, with an offence drawn for each crime."""
    totals = np.zeros(len(counts))
    for column, (values, shares) in enumerate(offences):
        totals += rng.multinomial(counts[:, column], shares) @ values
    return totals


def tests(areas: Areas, block: int) -> Iterator[tuple[float, float]]:
    """Yield the p-value of each area: of the drawn sums, and of those that counts give."""
    side = placebo.sides(block)
    rule, offences = weights(float((side == 1).sum())), draws()
    rng = np.random.default_rng(0)
    before, after, rest_before, rest_after = (
        counts[:, COLUMNS][:, :, side == which].sum(2)
        for counts in (areas.counts, areas.rest)
        for which in (0, 1)
    )
    sums = [drawn(each, offences, rng) for each in (before, after)]
    exposures = zip(rule.totals(rest_before), rule.totals(rest_after), strict=True)
    for i, exposure in enumerate(exposures):
        both = before[[i]] + after[[i]]
        if both.sum() < FEWEST_IN_TEST or not all(exposure):
            continue
        of_draws = rule.changes_of(sums[0][[i]], sums[1][[i]], both.astype(float), exposure)
        of_counts = rule.changes(before[i], after[i], exposure)
        yield of_draws[0].p_value, of_counts[0].p_value


def main() -> None:
    """Print the shares called possible or clear, and clear."""
    wards, _circles = placebo.wards_and_places()
    table = Table("", "Tests", "Drawn offences", "Counts alone", title="Harm, nothing changed, %")
    for name, areas in (("districts", placebo.districts()), ("wards", wards)):
        for block in (1, 2, 3):
            p = pd.DataFrame(tests(areas, block), columns=["drawn", "counts"])
            cells = [
                f"{100 * (p[each] <= POSSIBLE).mean():.1f} / {100 * (p[each] <= CLEAR).mean():.2f}"
                for each in p
            ]
            table.add_row(f"{name}, blocks of {block}", f"{len(p):,}", *cells)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
