"""From an empty folder to Wokingham's real wards, against fake services with the real files."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from callbacks import news
from dashboard.command_line import main
from data.fetch import client
from data.model.question import Question
from data.pack.packs import Packs
from tests.fakes import real_data
from tests.fakes.open_data import Server
from tests.texts import text_of

WOKINGHAM = "E06000041"
EARLY, LATE = ("2022-01", "2022-02", "2022-03", "2022-04"), ("2022-05", "2022-09")
MARCH = "2022-03-thames-valley-street.csv.gz"
POSITIVE = {
    "Suspect charged", "Suspect charged as part of another case", "Offender given a caution",
    "Offender given penalty notice", "Offender given a drugs possession warning",
    "Local resolution",
}  # fmt: skip
REVISION = re.compile(r"(2021/22)\s+([A-Z][a-z -]+?)" + r"\s+([+-]?[\d,]+)" * 4)
GROUPS = ("charged", "out-of-court", "local-resolution")


def revised(plainly: Callable) -> dict[str, tuple[int, int, int]]:
    """Incidents in Wokingham before and after, and outcomes revised, by type: plain pandas.

    Of January to March 2022, the months of 2021/22 that are published here, and only of types with
    an outcome that differs: that of a Crime ID of March in both vintages.
    """
    count = plainly(f"wards-2022/{WOKINGHAM}.geojson")
    same = ["thames-valley/street/2022-0[12]-*", "hampshire/street/2022-0[123]-*",
            "btp/street/2022-0[123]-*"]  # fmt: skip
    totals, outcomes = [], []
    for vintage in ("street", "street-later-vintage"):
        rows = count.with_wards(count.rows(*same, f"thames-valley/{vintage}/{MARCH}"))
        totals.append(rows.groupby("Crime type").size())
        march = rows[(rows["Month"] == "2022-03") & rows["Crime ID"].notna()]
        by_crime = march["Last outcome category"].fillna("").groupby(
            [march["Crime ID"], march["Crime type"]]
        )  # fmt: skip
        outcomes.append(by_crime.apply(lambda each: tuple(sorted(each))))
    first, second = outcomes[0].align(outcomes[1], join="inner")
    differ = first[first != second].groupby("Crime type").size()
    return {kind: (totals[0][kind], totals[1][kind], n) for kind, n in differ.items()}


def said(text: str) -> dict[str, tuple[int, int, int]]:
    """The same as a table of text has it."""
    cells = (each[1:] for each in REVISION.findall(text.replace("│", " ")))
    found = {kind: tuple(int(n.replace(",", "")) for n in numbers) for kind, *numbers in cells}
    assert all(before + change == now for before, now, change, _n in found.values())
    return {kind: (before, now, n) for kind, (before, now, _change, n) in found.items() if n}


def positive(plainly: Callable) -> int:
    """Crimes of January 2022 in Wokingham with a positive outcome by March: plain pandas."""
    count = plainly(f"wards-2022/{WOKINGHAM}.geojson")
    crimes = count.with_wards(count.rows("thames-valley/street/2022-01-*"))
    outcomes = count.rows("thames-valley/outcomes/2022-0[123]-*")
    good = outcomes.loc[outcomes["Outcome type"].isin(POSITIVE), "Crime ID"]
    return int(crimes["Crime ID"].isin(good).sum())


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy, and short pauses."""
    monkeypatch.setattr(client, "PAUSE", 0.01)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.verify
@pytest.mark.usefixtures("direct")
def test_new_build_and_refresh_from_an_empty_folder(
    shared: Path, plainly, counts_in, tmp_path: Path, capsys
) -> None:
    data = real_data.published(shared)
    data.archives["2022-04"] = real_data.archive(shared, EARLY)
    data.dates = [*EARLY]
    folder, out = tmp_path / "wokingham", tmp_path / "pack"
    toml = str(folder / "borough.toml")
    with Server(data) as server:
        addresses = tmp_path / "addresses.toml"
        addresses.write_text(data.catalogue(server.address), encoding="utf-8")
        asked = ["new", "Wokingham", "--from", EARLY[0], "--to", EARLY[-1], "--wards", "2022"]
        assert main([*asked, "--out", str(folder), "--catalogue", str(addresses)]) == 3
        error = capsys.readouterr().err
        april, women = error.splitlines()
        assert april == "Not fetched: no archive has outcome files of thames-valley for April 2022."
        assert women.startswith("Not fetched: population/women16.csv: Nomis has no number")
        assert main(["build", "--sources", toml, "--out", str(out)]) == 0
        pack = Packs(out).current()
        assert len([each for each in pack.domain.areas if each.kind == "ward"]) == 25
        assert pack.domain.partnership == "Wokingham Community Safety Partnership"
        names = {path.name[8:] for path in folder.glob("police/2022-04/*/*.csv")}
        streets = {f"{each}-street.csv" for each in real_data.FORCES}  # Surrey is too far
        assert names == {*streets, "thames-valley-outcomes.csv"}
        cohorts = pack.frame("outcomes/cohorts").query("within == 3 and ward_code != ''")
        january = cohorts[cohorts["month"] == "2022-01-01"]
        found = january.loc[january["outcome_group"].isin(GROUPS), "n"].sum()
        assert found == positive(plainly) > 25
        peers = pd.read_csv(folder / "peers/peers.csv")
        assert peers["area_code"].nunique() > 10
        capsys.readouterr()

        data.archives["2022-09"] = real_data.archive(shared, (*EARLY, *LATE), later=True)
        data.dates += ["2022-05", "2022-06", "2022-07", "2022-08", "2022-09"]
        assert main(["refresh", toml, "--out", str(out)]) == 3

    printed = capsys.readouterr()
    gap = "no archive has street files of thames-valley for May 2022 to August 2022.\n"
    assert gap in printed.err
    pack = Packs(out).current()
    page = news.answer(pack, Question.from_query("", pack.domain)).parts["news-body"]
    expected = revised(plainly)
    outcomes = sum(n for _before, _now, n in expected.values())
    assert outcomes > 50
    for text in (printed.out, text_of(page)):
        assert "New months: September 2022." in text
        assert f"{outcomes} outcomes were revised" in text
        assert said(text) == expected
    september = plainly(f"wards-2022/{WOKINGHAM}.geojson")
    rows = september.rows(*(f"{force}/street/2022-09-*" for force in real_data.FORCES))
    counted = counts_in(pack)
    pd.testing.assert_series_equal(
        counted[counted.index.get_level_values("month") == "2022-09"], september.counts(rows),
        check_dtype=False,
    )  # fmt: skip
    assert sorted(path.name for path in folder.glob("police/2022-09/own/*-street.csv")) == [
        MARCH.removesuffix(".gz"), "2022-09-thames-valley-street.csv",
    ]  # fmt: skip
