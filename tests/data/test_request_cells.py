"""The fixed table of cells: exact where it tells, whole years for the public, nothing by row."""

from datetime import date

import duckdb
import pandas as pd
import pytest

from data import request_cells
from data.build import BuildFailed
from data.disclosure import SafeCount, safe
from data.pack import LOCKED, Pack
from tests.conftest import Small
from tests.planted import plant, rows

pytestmark = pytest.mark.slow

QUARTERS = {4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 3, 11: 3, 12: 3, 1: 4, 2: 4, 3: 4}


def truth() -> pd.DataFrame:
    found = pd.DataFrame(rows())
    found["quarter"] = found["received_at"].str[5:7].astype(int).map(QUARTERS)
    return found


def counted(cell) -> int:
    """A cell counted anew, from the rows as they were written."""
    found = truth()
    if cell.period == "quarter":
        found = found[found["quarter"] == QUARTERS[cell.first_month.month]]
    column = {"category": "category", "ward": "location", "outcome": "outcome"}.get(cell.breakdown)
    return len(found[found[column] == cell.name] if column else found)


def cells_of(pack: Pack) -> list:
    return list(pack.frame("request_cells").itertuples(index=False))


def test_what_is_told_is_exact_and_what_is_small_is_not_told(small: Small) -> None:
    cells = cells_of(plant(small).build())

    states = {"exact": 0, "fewer": 0, "withheld": 0}
    for cell in cells:
        states[cell.state] += 1
        if cell.state == "exact":
            assert cell.n == counted(cell)
        else:
            assert pd.isna(cell.n)
        if 0 < counted(cell) < 5:
            assert cell.state != "exact"
    assert min(states.values()) > 0
    assert len(cells) == 5 + 4 * 5 + 3 + 3  # all, categories, wards and not known, outcomes


def test_partners_see_tier_a_exactly(small: Small) -> None:
    cells = cells_of(plant(small).build(audience="partner"))

    assert [cell.n for cell in cells] == [counted(cell) for cell in cells]


def test_partners_see_a_sensitive_category_from_three(small: Small) -> None:
    cells = cells_of(plant(small, sensitive='["begging"]').build(audience="partner"))
    begging = [cell for cell in cells if cell.name == "Begging"]

    assert {cell.tier for cell in begging} == {"B"}
    for cell in begging:
        if 0 < counted(cell) < 3:
            assert (cell.state, cell.below) == ("fewer", 3)
    others = [cell for cell in cells if cell.breakdown == "category" and cell.tier == "A"]
    assert {cell.state for cell in others} == {"exact", "withheld"}


def test_no_pack_holds_a_row(small: Small) -> None:
    """Neither reference nor day: not in any table, whoever the pack is for."""
    plant(small)
    for audience in ("public", "partner"):
        path = small.build(audience=audience).path
        with duckdb.connect(str(path), read_only=True, config=LOCKED) as connection:
            for (table,) in connection.sql("SHOW TABLES").fetchall():
                text = connection.table(table).df().to_csv()
                assert "R0001" not in text, table
                assert "2021-08-0" not in text.replace("2021-08-01", ""), table


def test_a_year_that_is_not_whole_is_left_out_for_the_public(small: Small) -> None:
    """Its cells would be withheld otherwise once the year is complete."""
    plant(small, last_month='"2022-02"')

    assert cells_of(small.build()) == []
    partner = cells_of(small.build(audience="partner"))
    assert {cell.period for cell in partner} == {"quarter"}
    assert {cell.first_month.date() for cell in partner} == {
        date(2021, 4, 1), date(2021, 7, 1), date(2021, 10, 1)
    }  # fmt: skip


def test_an_older_year_is_told_alike_when_a_newer_is_added(small: Small) -> None:
    """So that two packs cannot be subtracted."""
    before = plant(small).build().frame("request_cells")
    more = [{"reference": f"N{n}", "received_at": "2022-05-01", "category": "Aardvarks",
             "location": "Birch", "outcome": "Bitten"} for n in range(3)]  # fmt: skip
    small.edit("small.toml", 'last_month = "2022-03"', 'last_month = "2023-03"')
    text = (small.folder / "requests.csv").read_text()
    lines = [",".join([r["reference"], r["received_at"], r["category"], r["location"], "", "",
                       r["outcome"]]) for r in more]  # fmt: skip
    small.write("requests.csv", text + "\n".join(lines) + "\n")

    after = small.build().frame("request_cells")

    same = ["breakdown", "name", "code", "period", "first_month", "state", "n", "below"]
    joined = before[same].merge(after[same], how="left", indicator=True)
    assert (joined["_merge"] == "both").all()
    assert "Aardvarks" in {*after["name"]}


def test_a_zero_is_told(small: Small) -> None:
    cells = cells_of(plant(small).build())

    [zero] = [c for c in cells if c.name == "Begging" and c.first_month.month == 10]
    assert request_cells.count_of(zero) == SafeCount("exact", 0)


def test_the_build_fails_if_a_cell_can_be_worked_out(small: Small, monkeypatch) -> None:
    """With complementary suppression taken away, the audit finds what follows from the totals."""
    monkeypatch.setattr(
        request_cells, "protected",
        lambda values, rules, _sums: [safe(v, r) for v, r in zip(values, rules, strict=True)],
    )  # fmt: skip
    with pytest.raises(BuildFailed, match=r"suppressed cells of council requests follow from"):
        plant(small).build()


def test_the_build_fails_if_a_cell_is_false(small: Small, monkeypatch) -> None:
    real = request_cells.protected
    monkeypatch.setattr(
        request_cells, "protected",
        lambda values, *rest: [*real(values, *rest)[:-1], SafeCount("exact", 10_000)],
    )  # fmt: skip
    with pytest.raises(BuildFailed, match="do not add up"):
        plant(small).build()


def test_a_small_cell_that_is_told_to_the_public_fails_the_build(small, monkeypatch) -> None:
    monkeypatch.setattr(
        request_cells, "protected",
        lambda values, *_rest: [SafeCount("exact", value) for value in values],
    )  # fmt: skip
    with pytest.raises(BuildFailed, match="are told although they are under"):
        plant(small).build()


def test_the_public_version_follows_what_is_shown(small: Small) -> None:
    plant(small)
    before = small.build().version
    small.edit("requests.csv", "R0000,2021-05-01,Noise", "R0000,2021-06-01,Noise")
    assert small.build().version == before
    small.edit("requests.csv", "R0000,2021-06-01,Noise", "R0000,2021-08-01,Noise")
    assert small.build().version != before


def test_without_a_source_there_are_no_cells(small: Small) -> None:
    assert small.build().frame("request_cells").empty
