"""Published counts stay as they are until the next financial year is complete."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from data.build.errors import BadInput
from data.build.published_counts import PublishedCounts
from data.model.disclosure import KEY


def borough(folder: Path, *, demonstration: bool = False) -> Any:
    return SimpleNamespace(toml=folder / "area.toml", demonstration=demonstration)


def counts(lines: dict[str, int], first: str = "2021-04-01") -> pd.DataFrame:
    rows = [("category", "quarter", first, name, "", "", n) for name, n in lines.items()]
    return pd.DataFrame(rows, columns=[*KEY, "n"])


def build(folder: Path, found: pd.DataFrame, edition: int = 2021, **more: bool) -> dict[str, int]:
    """Return the end of each line's band in one build."""
    published = PublishedCounts(borough(folder, **more))
    shown = published.keep("request_cell", found, edition)
    published.write()
    return dict(zip(shown["name"], shown["n"].astype(int), strict=True))


def test_a_late_row_changes_nothing_until_the_next_year(tmp_path: Path) -> None:
    assert build(tmp_path, counts({"Noise": 6, "Litter": 0})) == {"Noise": 6, "Litter": 0}
    late = counts({"Noise": 7, "Litter": 1})
    assert build(tmp_path, late) == {"Noise": 6, "Litter": 0}
    # All corrections at once; an older extract does not undo them.
    assert build(tmp_path, late, 2022) == {"Noise": 12, "Litter": 6}
    assert build(tmp_path, counts({"Noise": 6, "Litter": 0}), 2021) == {"Noise": 12, "Litter": 6}


def test_a_published_period_keeps_its_lines(tmp_path: Path) -> None:
    build(tmp_path, counts({"Noise": 6}))
    assert build(tmp_path, counts({"Noise": 6, "Odd": 1})) == {"Noise": 6}
    assert build(tmp_path, counts({"Odd": 1})) == {"Noise": 6}


def test_a_new_period_is_added_and_one_that_is_not_asked_for_is_kept(tmp_path: Path) -> None:
    build(tmp_path, counts({"Noise": 6}))
    assert build(tmp_path, counts({"Noise": 20}, "2021-07-01")) == {"Noise": 24}
    assert build(tmp_path, counts({"Noise": 7})) == {"Noise": 6}
    assert build(tmp_path, counts({"Noise": 25}, "2021-07-01")) == {"Noise": 24}


def test_tables_are_apart(tmp_path: Path) -> None:
    published = PublishedCounts(borough(tmp_path))
    published.keep("request_cell", counts({"Noise": 6}), 2021)
    published.keep("marac_window", counts({"Noise": 60}), 2020)
    published.write()
    again = PublishedCounts(borough(tmp_path))
    assert again.keep("marac_window", counts({"Noise": 70}), 2020)["n"].tolist() == [60]
    assert again.keep("request_cell", counts({"Noise": 7}), 2021)["n"].tolist() == [6]
    assert (again.kept, again.new) == (2, 0)


def test_nothing_is_recorded_until_the_build_succeeds(tmp_path: Path) -> None:
    """A failed build has published nothing."""
    PublishedCounts(borough(tmp_path)).keep("request_cell", counts({"Noise": 6}), 2021)
    assert build(tmp_path, counts({"Noise": 7})) == {"Noise": 12}


def test_a_demonstration_keeps_no_file(tmp_path: Path) -> None:
    assert build(tmp_path, counts({"Noise": 6}), demonstration=True) == {"Noise": 6}
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(("old", "new", "line"), [
    (",6\n", ",7\n", None), (",6\n", ",few\n", 2), (",2021,", ",last,", 2),
    ("2021-04-01", "April", 2), ("band_end", "band", 1),
])  # fmt: skip
def test_a_file_that_no_build_wrote_is_refused(tmp_path: Path, old: str, new: str, line) -> None:
    build(tmp_path, counts({"Noise": 6}))
    path = tmp_path / "area.published.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(BadInput) as caught:
        PublishedCounts(borough(tmp_path))
    assert (caught.value.file, caught.value.line) == (path, line)
