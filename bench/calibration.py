"""Calibrate the verdict: ``python -m bench.calibration``, some minutes on one core.

Fits the table of ``data.stats.dispersion`` to the interleaved placebo, each fifth of the forces
judged by a rule fitted to the others, and prints how often changes are called where none were made,
against the exact Poisson test. Then the same for longer blocks, short spans, wards and places, for
other rules that were tried, and how often planted changes are found.
"""

from collections.abc import Callable, Sequence
from time import perf_counter

import numpy as np
from rich.console import Console
from rich.table import Table

from bench import placebo, power
from bench.placebo import SERIES, Splits
from bench.rules import (
    Basis,
    at_one_dispersion,
    by_chance,
    fit,
    groups,
    judged,
    least_rate,
    level,
    rates,
    shipped,
    six_tiles,
    unfitted,
)
from data.stats.dispersion import DEFAULT_EXCESS, EXCESS, two_sided
from data.stats.significance import CLEAR, POSSIBLE

COMMON = 8  # series besides "all crime" whose rates the aim is about
MOST_POSSIBLE, MOST_CLEAR = 0.065, 0.005
console = Console(width=118, highlight=False)


def main_table(splits: Splits) -> None:
    """Print the interleaved placebo by size and series: before, unfitted, fitted, as shipped."""
    columns = {
        "Poisson": by_chance(splits),
        "unfitted": judged(splits, unfitted(splits, lambda found: found.series)),
        "fitted": judged(splits, fit(splits).series[splits.series]),
        "as shipped": shipped(splits),
    }
    rows = []
    for name, inside in groups(splits).items():
        p = columns["unfitted"][inside]
        least = [least_rate(p <= at, splits.force[inside]) for at in (POSSIBLE, CLEAR)]
        held = least[0] <= MOST_POSSIBLE and least[1] <= MOST_CLEAR
        cells = [rates(each[inside]) for each in columns.values()]
        rows.append([name, f"{inside.sum():,}", *cells, "yes" if held else "NO"])
    tiles = [f"{100 * six_tiles(splits, each):.0f} %" for each in columns.values()]
    rows.append(["a tile of six", "", *tiles, ""])
    title = "Placebo, odd against even months: called possible or clear / clear, %"
    show(title, ["", "Tests", *columns, "in the band"], rows)


def other_tables(districts: placebo.Areas) -> None:
    """Print longer blocks, short spans, wards and places: before and by the shipped rule."""
    wards, places = placebo.wards_and_places()
    found = {f"districts, blocks of {k}": placebo.split(districts, placebo.sides(k))
             for k in (1, 2, 3)}  # fmt: skip
    for length in (1, 3):
        parts = [placebo.split(districts, side) for side in placebo.spans(length)]
        found[f"districts, {length} against {length} months"] = placebo.joined(parts)
    for name, areas in (("wards", wards), ("places", places)):
        for k in (1, 2, 3):
            found[f"{name}, blocks of {k}"] = placebo.split(areas, placebo.sides(k))
    rows = []
    for name, splits in found.items():
        before, after = by_chance(splits), shipped(splits)
        bands = [rates(after[inside]) for inside in list(groups(splits).values())[1:5]]
        rows.append([name, f"{len(before):,}", rates(before), rates(after), *bands])
    names = ["20 to 100", "to 500", "to 2,000", "more"]
    show("Every placebo", ["", "Tests", "Poisson", "Rule", *names], rows)


def candidates(splits: Splits) -> None:
    """Print the rules that were tried, each unfitted."""
    bases: dict[str, Basis] = {
        "constant": np.ones_like, "level": lambda m: m, "ln(1 + level)": np.log1p,
    }  # fmt: skip
    rows = []
    for name, basis in bases.items():
        for which, use in (
            ("", lambda found: found.series),
            (", one for all", lambda found: np.full(len(SERIES), found.together)),
        ):
            factors = 1 + unfitted(splits, use, basis) * basis(level(splits))
            arguments = splits.before, splits.after, splits.share, factors
            for how, p_values in (
                ("", at_one_dispersion(*arguments)), (", averaged", two_sided(*arguments)),
            ):  # fmt: skip
                cells = [rates(p_values[inside]) for inside in groups(splits).values()]
                worst = max(float(each.split(" /")[0]) for each in cells[5 : 6 + COMMON])
                rows.append([f"1 + c · {name}{which}{how}", *cells[:5], f"{worst:.1f}"])
    names = ["all", "20 to 100", "to 500", "to 2,000", "more", "worst type"]
    show("Other rules for the dispersion, unfitted", ["", *names], rows)


def constants(splits: Splits) -> None:
    """Print the constants as fitted, beside those of the product."""
    found = fit(splits)
    rows = [
        [name, f"{new:.3f}", f"{EXCESS.get(name, np.nan):.2f}"]
        for name, new in zip(SERIES, found.series, strict=True)
    ]
    rows.append(["together", f"{found.together:.3f}", f"{DEFAULT_EXCESS:.2f}"])
    show("Excess: dispersion = 1 + excess · ln(1 + incidents a month)",
         ["", "Fitted", "In the product"], rows)  # fmt: skip


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, its first column words and the others numbers."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for at, name in enumerate(columns):
        table.add_column(name, justify="right" if at else "left")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def main() -> None:
    """Print every table."""
    start = perf_counter()
    districts = placebo.districts()
    splits = placebo.split(districts, placebo.sides(1))
    console.print(f"{len(districts.counts)} districts of {len({*districts.forces})} forces")
    parts: tuple[Callable[[], None], ...] = (
        lambda: constants(splits), lambda: main_table(splits), lambda: candidates(splits),
        lambda: other_tables(districts), lambda: show(*power.table()),
    )  # fmt: skip
    for part in parts:
        part()
    console.print(f"Done in {perf_counter() - start:.0f} s.")


if __name__ == "__main__":
    main()
