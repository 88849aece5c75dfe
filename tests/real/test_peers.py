"""Wokingham among real districts: the command, the build and the numbers, counted again plainly."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from callbacks import peers as page
from dashboard.command_line import main
from data.build import build, config
from data.model.crime_types import CHOICES
from data.model.question import Question
from data.pack.pack import Pack
from data.peers.peers import peers
from layouts.pages.peers.peers import FUNNEL

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
MONTHS = (
    "2021-03", "2021-04", "2021-05", "2021-11", "2021-12", "2022-01", "2022-02", "2022-03",
    "2022-04", "2022-09",
)  # fmt: skip
SOURCE = """
[[source]]
kind = "peers"
name = "Districts, from police.uk"
path = "peers.csv"
similar = ["Thames Valley", "Surrey"]
vintage = "2022-11"
licence = "OGL v3.0"
access = "open"
"""


@pytest.fixture(scope="module")
def made(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of other areas, by the command that people use."""
    path = tmp_path_factory.mktemp("peers") / "peers.csv"
    lookups, counts = shared / "lookups", shared / "comparators"
    stem = "policeuk_lad22_month_crimetype"
    assert main([
        "peers", "--counts", str(counts / f"{stem}_counts.csv.gz"),
        "--months", str(counts / f"{stem}_sources.csv"),
        "--people", str(lookups / "population_mid2020_lad21.csv"),
        "--forces", str(lookups / "lad24_csp24_pfa24.csv"), "--out", str(path),
    ]) == 0  # fmt: skip
    return path


@pytest.fixture(scope="module")
def pack(made: Path):
    text = (HERE / "wokingham.toml").read_text()
    moved = text.replace('path = "../..', f'path = "{HERE.as_posix()}/../..')
    toml = made.with_name("borough.toml")
    toml.write_text(moved + SOURCE)
    opened = Pack(build.build(config.read(toml), made.parent / "packs").path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def plain(shared: Path) -> pd.DataFrame:
    """Districts whose own force has all ten months, straight from the files."""
    counts = pd.read_csv(shared / "comparators" / "policeuk_lad22_month_crimetype_counts.csv.gz")
    people = pd.read_csv(shared / "lookups" / "population_mid2020_lad21.csv", index_col=0)
    forces = pd.read_csv(shared / "lookups" / "lad24_csp24_pfa24.csv", index_col=0)["pfa24_name"]
    held = pd.read_csv(
        shared / "comparators" / "policeuk_lad22_month_crimetype_sources.csv"
    ).groupby("force")["month"].agg(set)  # fmt: skip
    spelt = forces.str.lower().str.replace("&", "and").str.replace(" ", "-")
    spelt = spelt.replace({"london,-city-of": "city-of-london"})
    whole = spelt[spelt.map(lambda force: {*MONTHS} <= held.get(force, set()))].index
    rows = counts[counts["month"].isin(MONTHS) & counts["lad22_code"].isin(whole)]
    wide = rows.pivot_table(
        index="lad22_code", columns="crime_type", values="n", aggfunc="sum", fill_value=0
    )
    return wide.join(people["total_population"], how="inner").drop(index="E06000041")


def asked(pack: Pack, search: str):
    return peers(pack, Question.from_query(search, pack.domain)).funnel


def test_the_months_that_count_are_the_ten_that_thames_valley_has(pack) -> None:
    found = asked(pack, "?peers=all")

    assert tuple(f"{each:%Y-%m}" for each in found.months) == MONTHS
    assert found.months_in_period == 19
    # Greater Manchester has one month.
    assert len(found.left_out) == 10
    assert "Manchester" in found.left_out


@pytest.mark.parametrize("label", ["Anti-social behaviour", "Burglary", "Possession of weapons"])
def test_rates_and_limits_are_those_of_the_raw_files(pack, plain, label) -> None:
    crime = {each.label: each.id for each in CHOICES}[label]
    found = asked(pack, f"?peers=all&type={crime}")
    ours = found.peers.set_index("code")

    # The districts that were abolished since have no force in the lookup, but in nearly all rows.
    assert len(plain) == 255
    assert len(ours) == 268
    assert ours["n"][plain.index].to_dict() == plain[label].to_dict()
    assert ours["residents"][plain.index].tolist() == plain["total_population"].tolist()
    n, people = ours["n"].to_numpy(float), ours["residents"].to_numpy(float)
    rate = n.sum() / people.sum()
    z = 2 * (np.sqrt(n) - np.sqrt(rate * people))
    z = z.clip(np.quantile(z, 0.1), np.quantile(z, 0.9))
    weights = 4 * people
    tau = ((z**2).sum() - len(z) + 1) / (weights.sum() - (weights**2).sum() / weights.sum())
    assert found.expected.spread == pytest.approx(tau)
    # About as many outside the 95 % limits as there should be; chance alone would leave most.
    inside = (ours["standing"] == "within").mean()
    assert 0.82 < inside < 0.97
    assert found.expected.beyond_chance(n, people) > 0.6 * len(n)


def test_large_and_small_districts_stand_outside_about_as_often(pack) -> None:
    """Why the spread is added and not multiplied: multiplied, one in five large ones is outside."""
    found = asked(pack, "?peers=all")
    n, people = (found.peers[each].to_numpy(float) for each in ("n", "residents"))
    rate, large = found.expected.rate, people > np.quantile(people, 0.75)
    small = people < np.quantile(people, 0.25)
    added = (found.peers["standing"] != "within").to_numpy()
    z = 2 * (np.sqrt(n) - np.sqrt(rate * people)) / np.sqrt(found.expected.dispersion)
    multiplied = abs(z) > 1.96

    assert multiplied[large].mean() > 3 * multiplied[small].mean()
    assert added[large].mean() < 2 * added[small].mean()
    assert added[small].mean() < 2 * added[large].mean()


def test_the_borough_by_its_own_incidents_is_near_the_same_in_the_counts(pack, made) -> None:
    """By ward and by LSOA: within two in a hundred."""
    rows = pd.read_csv(made)
    own = rows[(rows["area_code"] == "E06000041") & (rows["crime_type"] != "Anti-social behaviour")]
    found = asked(pack, "?peers=all")

    assert own.loc[own["month"].isin(MONTHS), "count"].sum() == pytest.approx(found.own.n, rel=0.02)
    assert found.own.residents == own["population"].iloc[0] == 173_945


SINGLE = [each.id for each in CHOICES if not each.asb_categories]


@pytest.mark.parametrize("crime", [
    *SINGLE[::5],
    *(pytest.param(each, marks=pytest.mark.verify) for each in SINGLE if each not in SINGLE[::5]),
])  # fmt: skip
def test_every_type_is_told_without_a_slip(pack, crime) -> None:
    for more in ("", "&peers=all", "&from=2022-01&to=2022-01"):
        question = Question.from_query(f"?type={crime}{more}", pack.domain)
        panel = page.answer(pack, question).panels[FUNNEL]
        said = f"{panel.title} {panel.sentence} {panel.table.note}"

        assert "nan" not in said.lower().split()
        assert "inf" not in said.lower().split()
        assert "  " not in said
        claims = ("is within what is expected", "higher than expected", "lower than expected")
        assert any(each in panel.title for each in claims)
