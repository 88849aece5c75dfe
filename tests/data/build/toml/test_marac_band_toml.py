"""The expected band of a borough's TOML, and where an interval lies."""

import pytest

from data.build import config
from data.build.errors import BadInput
from data.marac.marac_band import ExpectedRange
from data.stats.significance import wilson

BAND = ExpectedRange(28, 40, "to confirm", "Said")
TABLE = '[marac_band]\nlow = 28\nhigh = 40.5\nsource = "Said"\n'


def test_a_band_is_read_and_unconfirmed_unless_said(small) -> None:
    assert config.read(small.toml).repeat_band is None
    small.edit("small.toml", "[borough]", f"{TABLE}\n[borough]")
    found = config.read(small.toml).repeat_band
    assert found == ExpectedRange(28.0, 40.5, "to confirm", "Said")
    assert not found.confirmed
    small.edit("small.toml", "low = 28", 'low = 28\nstatus = "confirmed"')
    assert config.read(small.toml).repeat_band.confirmed


ORDER = "low and high of [marac_band] are not percentages in order"


@pytest.mark.parametrize(("old", "new", "words"), [
    ("low = 28", "low = 41", f"{ORDER}. Write them as low = 28 and high = 40."),
    ("low = 28", "low = -1", ORDER),
    ("high = 40.5", "high = 140", ORDER),
    ("low = 28\n", "", ORDER),
    ("low = 28", "low = true", ORDER),
    ('source = "Said"', 'source = " "', "[marac_band] has no source. Add source"),
    ('source = "Said"', "source = 3", "source of [marac_band] is not text. Put it in quotes."),
    ("low = 28", 'low = 28\nstatus = "agreed"', "status of [marac_band] is not known. Use to "),
    ("low = 28", "low = 28\nlo = 3", "[marac_band] has an unknown key 'lo'"),
    (TABLE, "marac_band = 3\n", "marac_band of the file is not a table"),
])  # fmt: skip
def test_a_bad_band_is_refused(small, old: str, new: str, words: str) -> None:
    text = f"{TABLE.replace(old, new)}\n[borough]"
    small.edit("small.toml", "[borough]", text)

    with pytest.raises(BadInput) as caught:
        config.read(small.toml)
    assert words in str(caught.value)
    assert caught.value.line is not None


@pytest.mark.parametrize(("repeats", "cases", "where"), [
    (340, 1000, "inside"), (10, 200, "below"), (120, 200, "above"), (280, 1000, "unsure"),
    (400, 1000, "unsure"), (0, 5, "unsure"), (0, 50, "below"), (34, 128, "unsure"),
    (52, 136, "unsure"), (23, 75, "unsure"), (33, 91, "unsure"),
])  # fmt: skip
def test_a_year_is_inside_or_outside_only_with_its_whole_interval(repeats, cases, where) -> None:
    assert BAND.position_of(wilson(repeats, cases)) == where


def test_without_an_interval_there_is_no_verdict() -> None:
    assert BAND.position_of(None) == "unsure"
