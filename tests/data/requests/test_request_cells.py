"""The fixed table of requests: rounded one by one, whole years for the public, nothing by row."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data.build import build, published_counts
from data.model import months
from data.model.disclosure import AUDIENCES, Audience, Rule
from data.pack.pack import SETTINGS, Pack
from data.pack.packs import Packs
from data.requests import request_cells
from tests.conftest import Small
from tests.planted import plant, planted_packs, rows

__all__ = ["planted_packs"]

QUARTERS = {4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 3, 11: 3, 12: 3, 1: 4, 2: 4, 3: 4}


def counted(cell) -> int:
    """Return the count of a category's quarter from the rows as written."""
    found = pd.DataFrame(rows())
    quarter = found["received_at"].str[5:7].astype(int).map(QUARTERS)
    mine = (found["category"] == cell.name) & (quarter == QUARTERS[cell.first_month.month])
    return int(mine.sum())


def opened(packs: Mapping[Audience, Path], audience: Audience) -> Pack:
    return Packs(packs[audience], audience).current()


def cells_of(pack: Pack) -> list:
    return list(pack.frame("requests/request_cells").itertuples(index=False))


@pytest.mark.slow
def test_the_public_sees_each_count_rounded_by_itself(planted_packs) -> None:
    pack = opened(planted_packs, "public")
    cells = cells_of(pack)

    assert len(cells) == 4 * 4  # two wards and two outcomes are too few
    for cell in cells:
        true = counted(cell)
        assert cell.least <= true <= cell.most
        assert cell.most - cell.least == (5 if true else 0)
    assert {cell.n for cell in cells} == {0, 3, 15, 21, 27}
    assert pack.problems() == []


@pytest.mark.slow
def test_partners_see_exact_counts_unless_a_category_is_sensitive(
    bare: Small, planted_packs
) -> None:
    exact = cells_of(opened(planted_packs, "partner"))
    counts = [cell for cell in exact if cell.breakdown == "category"]
    assert [cell.n for cell in counts] == [counted(cell) for cell in counts]
    assert {cell.breakdown for cell in exact} == {"category", "ward", "outcome"}

    rounded = cells_of(plant(bare, sensitive='["begging"]').build(audience="partner"))
    assert rounded == cells_of(opened(planted_packs, "public"))


@pytest.mark.slow
def test_no_pack_holds_a_row(planted_packs) -> None:
    """Neither reference nor day is in any table, for either audience."""
    for audience in AUDIENCES:
        path = opened(planted_packs, audience).path
        with duckdb.connect(str(path), read_only=True, config=SETTINGS) as connection:
            for (table,) in connection.sql("SHOW TABLES").fetchall():
                text = connection.table(table).df().to_csv()
                assert "R0001" not in text, table
                assert "2021-08-0" not in text.replace("2021-08-01", ""), table
    published = (planted_packs["public"].parent / "small/small.published.csv").read_text()
    assert "R0001" not in published
    assert {int(line.rpartition(",")[2]) % 6 for line in published.splitlines()[1:]} == {0}


@pytest.mark.slow
def test_a_year_that_is_not_whole_is_left_out_for_the_public(bare: Small) -> None:
    plant(bare, last_month='"2022-02"')

    assert cells_of(bare.build(bare.folder / "public")) == []
    partner = cells_of(bare.build(bare.folder / "partner", audience="partner"))
    assert {(cell.period, cell.first_month.date()) for cell in partner} == {
        ("quarter", date(2021, month, 1)) for month in (4, 7, 10)
    }


@pytest.mark.slow
def test_a_count_that_no_rule_gives_fails_the_build(bare: Small, monkeypatch) -> None:
    real = request_cells.cells
    monkeypatch.setattr(request_cells, "cells", lambda counts, _rule: real(counts, Rule()))
    with pytest.raises(build.BuildFailed, match="19 restricted counts are not in a band of any"):
        plant(bare).build()


@pytest.mark.slow
def test_the_version_follows_what_is_shown(bare: Small) -> None:
    """Not corrections in between; without the published counts it is counted again."""
    plant(bare)
    before = bare.build().version
    for number in range(6):
        bare.edit("requests.csv", f"R000{number},2021-05", f"R000{number},2021-08")
    assert bare.build().version == before
    (bare.folder / f"small{published_counts.SUFFIX}").unlink()
    assert bare.build().version != before


@pytest.mark.slow
def test_without_a_source_there_are_no_cells(small_pack: Pack, small_packs: Path) -> None:
    assert small_pack.frame("requests/request_cells").empty
    assert not (small_packs.parent / f"small{published_counts.SUFFIX}").exists()


FIRST = date(2021, 4, 1)
PUBLIC = Rule(6)


def requests(lines: int, month: date = FIRST) -> pd.DataFrame:
    """Return this many requests, each with its own ward, category and outcome."""
    names = [f"N{each}" for each in range(lines)]
    return pd.DataFrame(
        {"category": names, "ward_code": names, "outcome": names, "asb_category": "",
         "month": month}
    )  # fmt: skip


def table(found: pd.DataFrame, rule: Rule = PUBLIC, last: date = date(2022, 3, 1)) -> pd.DataFrame:
    wards = {each: f"Ward {each}" for each in found["ward_code"]}
    counts = request_cells.counts(found, (FIRST, last), wards, "public")
    return request_cells.cells(counts, rule)


@pytest.mark.parametrize(("lines", "shown"), [(6, set()), (7, {"category", "ward", "outcome"})])
def test_a_year_with_few_lines_is_left_out_where_counts_are_rounded(lines: int, shown) -> None:
    assert {*table(requests(lines))["breakdown"]} == shown
    assert {*table(requests(lines), Rule(1))["breakdown"]} == {"category", "ward", "outcome"}


def test_lines_are_in_order_and_unknown_ones_last() -> None:
    found = table(requests(7))
    names = found.drop_duplicates("position")[["breakdown", "name"]].to_numpy().tolist()
    named = [f"N{each}" for each in range(7)]
    assert names == [
        *(["category", each] for each in named),
        *(["ward", f"Ward {each}"] for each in named), ["ward", ""],
        *(["outcome", each] for each in named), ["outcome", ""],
    ]  # fmt: skip


def test_a_category_that_only_occurs_later_is_no_line_yet() -> None:
    later = requests(1, date(2022, 4, 1)).assign(category="Later", outcome="Later")
    found = table(pd.concat([requests(7), later]), last=date(2022, 4, 1))
    assert "Later" not in {*found["name"]}


@pytest.mark.parametrize(("last", "edition"), [(2, 2020), (3, 2021), (14, 2021), (15, 2022)])
def test_the_edition_is_the_last_complete_year(last: int, edition: int) -> None:
    assert request_cells.edition((FIRST, months.shift(date(2021, 12, 1), last))) == edition
