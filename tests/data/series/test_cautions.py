"""Which events noted in a pack make a comparison doubtful."""

from dataclasses import replace

import pytest

from data.model.filters import Filters
from data.model.query_rows import NoteRow
from data.series.cautions import Caution, caution
from tests.domains import domain_of, m

NOTES = (
    NoteRow(m("2020-04"), m("2020-06"), "Lockdown", "all", None),
    NoteRow(m("2020-11"), m("2020-11"), "Lockdown", "all", None),
    NoteRow(m("2022-03"), m("2022-03"), "Restated", "all-crime", None),
    NoteRow(m("2021-04"), m("2022-03"), "Operation", "robbery", None),
)
DOMAIN = replace(domain_of(), notes=NOTES)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        # Four of twelve months a year before, none of the chosen.
        ("?period=2021-22&type=asb", Caution("Lockdown", 4, 12, earlier=True)),
        ("?from=2021-05&to=2021-05&type=asb", Caution("Lockdown", 1, 1, earlier=True)),
        # One month of twelve is too few; a note of another series says nothing.
        ("?period=2022-23&type=all-crime", Caution("Operation", 12, 12, earlier=True)),
        ("?period=2022-23&type=asb", None),
        ("?period=2021-22&type=robbery", Caution("Operation", 12, 12, earlier=False)),
        # Nothing to compare with.
        ("?period=2020-21&type=asb", None),
    ],
)
def test_cautions(search: str, found: Caution | None) -> None:
    now = Filters.from_query(search, DOMAIN)

    assert caution(DOMAIN, now, now.year_before(DOMAIN)) == found
