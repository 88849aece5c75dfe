"""Cards: what they leave out where a panel has nothing to show."""

from datetime import date

import pytest

from layouts.base.chart import Band, Chart, Series
from layouts.base.panels import Panel, fill
from layouts.base.tables import Table

MAY = date(2022, 5, 1)
VALUES = Chart(categories=[MAY], series=[Series("n", [1], "#112233")])
NONE = Chart(categories=[MAY], series=[Series("n", [None], "#112233")])
MISSING = Chart(
    categories=[MAY], series=NONE.series, bands=[Band("No data", "#112233", MAY, MAY, hatched=True)]
)


@pytest.mark.parametrize(
    ("chart", "rows", "classes"),
    [
        (VALUES, [("May", 1)], "finding"),
        (MISSING, [("May", None)], "finding"),
        (NONE, [("May", None)], "finding undrawn"),
        (Chart(), [], "finding undrawn unlisted"),
        (VALUES, [], "finding unlisted"),
    ],
)
def test_a_card_knows_what_its_panel_lacks(chart: Chart, rows: list, classes: str) -> None:
    panel = Panel("Title", "Sentence.", chart, Table("T", ("Month", "n"), rows))
    head, *_rest = fill("card", panel, {})
    assert f'class="{classes}">Sentence.</p>' in head
