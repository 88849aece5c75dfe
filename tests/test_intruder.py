"""The intruder's test: no restricted count exact, none left fewer than three values.

A seeded sample of each attack runs with the other tests; all 1,000 tables are marked ``verify``.
Each attack is given the exact total of every year, as if published elsewhere. With the protection
off, each succeeds: so the tests can fail.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.build.published_counts import PublishedCounts
from data.marac import marac_windows
from data.model import months
from data.model.disclosure import (
    BAND,
    EXACT,
    KEY,
    MISSING,
    Audience,
    Rule,
    SafeCount,
    band_end,
    safe,
)
from data.requests import request_cells
from tests.intruder import (
    ENDLESS,
    MEASURES,
    Programme,
    Range,
    compare,
    is_pinned,
    run_again,
    shown_in,
    subtract,
    values_of,
)

SEED = 20_261_126
START = date(2019, 4, 1)
PACKS = 10
RULE = Rule(BAND)
BREAKDOWNS = request_cells.BREAKDOWNS


def sizes(sample: int, every: int = 1000) -> list[Any]:
    return [
        pytest.param(sample, id="sample"),
        pytest.param(every, id="all", marks=[pytest.mark.verify, pytest.mark.slow]),
    ]


def random_requests(rng: np.random.Generator, most: int, years: int = 1) -> pd.DataFrame:
    """Requests from a few to many a year, with lines of very different sizes."""
    count = years * int(np.exp(rng.uniform(np.log(60), np.log(most))))
    shares = {
        "category": rng.dirichlet(np.full(rng.integers(5, 11), 0.8)),
        "ward_code": rng.dirichlet(np.full(rng.integers(6, 19), 2.0)),
        "outcome": rng.dirichlet(np.full(rng.integers(4, 9), 1.0)),
    }
    chosen = {
        column: [f"{column[0]}{each}" for each in rng.choice(len(p), count, p=p)]
        for column, p in shares.items()
    }
    month = [months.shift(START, int(each)) for each in rng.integers(0, 12 * years, count)]
    return pd.DataFrame({**chosen, "asb_category": "", "month": month})


def wards_of(requests: pd.DataFrame) -> dict[str, str]:
    return {each: each for each in sorted({*requests["ward_code"]})}


def year_tables(rng: np.random.Generator, count: int) -> Iterator[tuple[pd.DataFrame, int]]:
    """Exact counts of random years, and how many requests each has."""
    for _ in range(count):
        found = random_requests(rng, 1500)
        span = (START, months.shift(START, 11))
        yield request_cells.counts(found, span, wards_of(found), "public"), len(found)


class Tally:
    """How many non-zero counts there are, and how many an attack narrowed or pinned."""

    def __init__(self) -> None:
        self.counts = self.narrowed = self.pinned = 0

    def add(self, true: int, shown: Range, found: Range | list[int]) -> None:
        assert true in values_of(found), "the intruder was misled"
        if true:
            self.counts += 1
            self.narrowed += len(values_of(found)) < len(values_of(shown))
            self.pinned += is_pinned(found)

    def say(self, attack: str) -> None:
        share = self.narrowed / self.counts
        print(f"{attack}: {self.counts} counts, {share:.2%} narrowed, {self.pinned} pinned")


Shows = Callable[[pd.DataFrame], pd.DataFrame]


def rounded(exact: pd.DataFrame) -> pd.DataFrame:
    """What production shows."""
    return request_cells.cells(exact, RULE)


def masked(exact: pd.DataFrame) -> pd.DataFrame:
    """Without control: small counts masked, all others exact."""
    small = exact["n"].between(1, BAND)
    return exact.assign(
        least=exact["n"].mask(small, 1), most=exact["n"].mask(small, BAND)
    )  # fmt: skip


def subtraction(count: int, shows: Shows, *, is_total_known: bool) -> Tally:
    tally, rng = Tally(), np.random.default_rng(SEED)
    for exact, total in year_tables(rng, count):
        true = {tuple(map(str, key)): int(n) for *key, n in exact[[*KEY, "n"]].to_numpy()}
        shown = shown_in(shows(exact))
        parts = [[key for key in shown if key[0] == each] for each in BREAKDOWNS]
        parts = [each for each in parts if each]
        found = subtract(
            [[shown[key] for key in each] for each in parts],
            (total, total) if is_total_known else (0, ENDLESS),
        )
        for keys, ranges in zip(parts, found, strict=True):
            for key, each in zip(keys, ranges, strict=True):
                tally.add(true[key], shown[key], each)
    return tally


@pytest.mark.parametrize("is_total_known", [False, True])
@pytest.mark.parametrize("count", sizes(20))
def test_subtraction_within_a_pack(count: int, is_total_known: bool) -> None:
    tally = subtraction(count, rounded, is_total_known=is_total_known)

    tally.say(f"subtraction, total {'known' if is_total_known else 'not known'}")
    assert tally.counts > 15 * count
    assert tally.pinned == 0
    assert tally.narrowed < 0.01 * tally.counts


def test_subtraction_succeeds_where_small_counts_are_only_masked() -> None:
    assert subtraction(20, masked, is_total_known=True).pinned > 0


def test_totals_rounded_separately_would_narrow_their_parts() -> None:
    """Why totals are sums of what is shown."""
    tally, rng = Tally(), np.random.default_rng(SEED)
    for exact, _total in year_tables(rng, 20):
        quarters = exact[exact["breakdown"] == request_cells.CATEGORY]
        for _name, rows in quarters.groupby("name"):
            counts = [int(n) for n in rows["n"]]
            shown = [safe(n, RULE) for n in counts]
            year = safe(sum(counts), RULE)
            ranges = [(each.least, each.most) for each in shown]
            [found] = subtract([ranges], (year.least, year.most))
            for n, before, after in zip(counts, ranges, found, strict=True):
                tally.add(n, before, after)

    tally.say("totals rounded by themselves")
    assert tally.narrowed > 0.1 * tally.counts


@pytest.mark.parametrize("count", sizes(10))
def test_the_algorithm_run_again_on_every_table_that_fits(count: int) -> None:
    """No count's rounding depends on another, and what is left out depends on what is shown."""
    tally, rng = Tally(), np.random.default_rng(SEED + 1)

    def publish(table: list[int]) -> list[SafeCount]:
        return [safe(n, RULE) for n in table]

    for exact, total in year_tables(rng, count):
        shown = rounded(exact).merge(exact[[*KEY, "n"]].astype({"first_month": str}).rename(
            columns={"n": "true"}).assign(first_month=lambda each: pd.to_datetime(
                each["first_month"]).dt.date), on=KEY)  # fmt: skip
        for _name, rows in shown.groupby("breakdown"):
            true = rows["true"].astype(int).tolist()
            bands = list(zip(rows["least"], rows["most"], strict=True))
            [ranges] = subtract([bands], (total, total))
            again = run_again(publish, publish(true), ranges, total)
            for n, before, after in zip(true, bands, again, strict=True):
                tally.add(n, before, after)

    tally.say("the algorithm run again")
    assert tally.counts > 15 * count
    assert tally.pinned == 0


def test_running_it_again_succeeds_against_complementary_suppression() -> None:
    """The pattern discloses: the next smallest count was masked because it is the next smallest."""

    def publish(table: list[int]) -> list[int]:
        small = [i for i, n in enumerate(table) if 1 <= n <= BAND]
        if len(small) == 1:
            others = [i for i, n in enumerate(table) if n > BAND]
            small.append(min(others, key=lambda i: table[i]))
        return [-1 if i in small else n for i, n in enumerate(table)]

    tally, rng = Tally(), np.random.default_rng(SEED)
    for _ in range(50):
        table = [int(rng.integers(1, 7)), *map(int, rng.integers(7, 20, 4))]
        shown, total = publish(table), sum(table)
        ranges = [(1, total) if n < 0 else (n, n) for n in shown]
        again = run_again(publish, shown, ranges, total)
        for n, before, after in zip(table, ranges, again, strict=True):
            if before[0] != before[1]:
                tally.add(n, before, after)

    assert tally.pinned > 0


def corrected(requests: pd.DataFrame, last: date, rng: np.random.Generator) -> pd.DataFrame:
    """The requests with one row of up to a month added, removed or recategorised."""
    known = requests.index[requests["month"] <= last]
    row = requests.loc[rng.choice(known)]
    which = rng.integers(3)
    if which == 0:
        return pd.concat([requests, row.to_frame().T], ignore_index=True)
    if which == 1:
        return requests.drop(index=row.name).reset_index(drop=True)
    changed = requests.copy()
    changed.loc[row.name, "category"] = str(rng.choice(requests["category"].unique()))
    return changed


def partnership(rng: np.random.Generator, toml: Path, *, is_kept: bool) -> Iterator[tuple]:
    """Ten packs for each audience, a quarter later each, with a row corrected before each.

    Gives the latest complete year, the audience's table and the exact counts.
    """
    requests = random_requests(rng, 400, years=4)
    borough: Any = SimpleNamespace(toml=toml, demonstration=not is_kept)
    for i in range(PACKS):
        span = (START, months.shift(START, 11 + 3 * i))
        requests = corrected(requests, span[1], rng)
        whom: list[Audience] = ["public", "partner"]
        rng.shuffle(whom)
        for audience in whom:
            so_far = requests[requests["month"] <= span[1]]
            exact = request_cells.counts(so_far, span, wards_of(requests), audience)
            published, edition = PublishedCounts(borough), request_cells.edition(span)
            shown = request_cells.cells(published.keep("request_cell", exact, edition), RULE)
            published.write()
            yield edition, shown, exact


def comparison(count: int, folder: Path, *, is_kept: bool) -> Tally:
    tally, rng = Tally(), np.random.default_rng(SEED + 2)
    for number in range(count):
        packs = [*partnership(rng, folder / f"{number}.toml", is_kept=is_kept)]
        for year in {edition for edition, *_rest in packs}:
            of_year = [(shown, exact) for edition, shown, exact in packs if edition == year]
            true: dict[tuple, int] = {}
            groups: set[tuple] = set()
            first: dict[tuple, Range] = {}
            for shown, exact in of_year:
                now = {tuple(map(str, key)): int(n) for *key, n in exact[[*KEY, "n"]].to_numpy()}
                # A group is kept as it was when any build first counted it.
                fresh = {key: n for key, n in now.items() if key[:3] not in groups}
                groups |= {key[:3] for key in now}
                true = {**true, **fresh} if is_kept else now
                seen = shown_in(shown)
                first = {**seen, **first}
            found = compare([shown for shown, _exact in of_year])
            if is_kept:
                found = known_totals(found, true, year)
            for key, each in found.items():
                if is_kept or is_pinned(each):
                    tally.add(true.get(key, each[0]), first[key], each)
    return tally


def known_totals(found: dict[tuple, Range], true: dict[tuple, int], last: int) -> dict:
    """Narrow the counts of complete years further by the exact total of each."""
    found = dict(found)
    for start in range(START.year, last + 1):
        keys = [
            [key for key in found if key[0] == each
             and months.year_of(date.fromisoformat(key[2])) == start]
            for each in BREAKDOWNS
        ]  # fmt: skip
        keys = [each for each in keys if each]
        totals = {sum(true[key] for key in each) for each in keys}
        if len(totals) == 1:
            [total] = totals
            narrowed = subtract([[found[key] for key in each] for each in keys], (total, total))
            for each, ranges in zip(keys, narrowed, strict=True):
                found |= dict(zip(each, ranges, strict=True))
    return found


@pytest.mark.parametrize("count", sizes(1, 1000 // PACKS))
def test_packs_of_one_partnership_against_each_other(count: int, tmp_path: Path) -> None:
    tally = comparison(count, tmp_path, is_kept=True)

    tally.say(f"{PACKS} packs for each audience")
    assert tally.counts > 200 * count
    assert tally.pinned == 0


def test_packs_rounded_again_would_disclose_corrections(tmp_path: Path) -> None:
    assert comparison(2, tmp_path, is_kept=False).pinned > 0


def returns(rng: np.random.Generator) -> pd.DataFrame:
    """A quarterly MARAC return of three years, of a busy or a quiet borough."""
    mean, share = np.exp(rng.uniform(np.log(4), np.log(45))), rng.uniform(0.2, 0.45)
    rows = []
    for i in range(12):
        start, cases = months.shift(START, 3 * i), int(rng.poisson(mean))
        rows.append(
            {
                "period_start": start, "period_end": months.shift(start, 3) - timedelta(days=1),
                "cases": cases, "repeat_cases": int(rng.binomial(cases, share)),
                "children": int(rng.poisson(1.2 * cases)), "definition_version": "a",
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def programmed(count: int, rule: Rule) -> Tally:
    """Integer programming on the windows of random returns; whole years are published exactly."""
    tally, rng = Tally(), np.random.default_rng(SEED + 3)
    for _ in range(count):
        made = returns(rng)
        found = marac_windows.windows(made)
        known = marac_windows.counts(found)
        if rule.width > EXACT:
            known["n"] = [band_end(int(n), BAND) for n in known["n"]]
        rows = marac_windows.safe_rows(found, known, rule)
        public = range(0, len(found), 4)
        left_out = {*rows.loc[rows["reason"] == marac_windows.FEW, "measure"]}
        windows = {
            each: [
                (i, SafeCount.exact(int(found[each][i]))) if i in public
                else (i, MISSING if each in left_out else
                      SafeCount.within(int(row.least), int(row.most)))
                for i, row in enumerate(rows[rows["measure"] == each].itertuples())
            ]
            for each in MEASURES
        }  # fmt: skip
        attack = Programme(len(made), windows, public)
        pinned, narrowed = {*attack.pinned()}, {*attack.narrowed()}
        for measure, i in attack.rows:
            is_window = ", window" in measure
            if measure.partition(",")[0] in left_out:
                continue  # published years alone are known of it
            column = made[measure.partition(",")[0]]
            true = int(column[i : i + 4].sum() if is_window else column[i])
            ends = attack.reached[measure, i]
            assert ends[0] <= true <= ends[1] or (measure, i) not in pinned
            if true:
                tally.pinned += (measure, i) in pinned
                tally.counts += is_window
                tally.narrowed += (measure, i) in narrowed
    return tally


@pytest.mark.parametrize("count", sizes(4))
def test_integer_programming_on_marac_windows(count: int) -> None:
    tally = programmed(count, RULE)

    tally.say("integer programming")
    assert tally.counts > 10 * count
    assert tally.pinned == 0


def test_integer_programming_succeeds_on_exact_windows() -> None:
    assert programmed(1, Rule(EXACT)).pinned > 0
