"""Native charts that no page of the demonstration shows, and what lies on them."""

import pytest

from data.model.meetings.agendas import SavedView
from layouts.base.chart import Axis, Chart, Series
from layouts.base.panels import Panel
from layouts.base.tables import Table
from layouts.charts import marac_charts
from layouts.export.deck import deck
from layouts.export.deck_charts import number_format
from layouts.export.view_export import ViewExport
from layouts.pages.marac import marac_windows
from tests import decks
from tests.domains import domain_of
from tests.layouts.charts.test_marac_charts import BAND, some_windows, volume


def slide_of(panel: Panel):
    [slide] = decks.read(
        deck([ViewExport(SavedView("", "/"), "Page", "", {"card": panel})], domain_of())
    ).slides
    return slide


def named(slide, name: str) -> list:
    return [shape for shape in slide.shapes if shape.name == name]


def test_windows_have_a_chart_with_their_intervals() -> None:
    found = some_windows()
    panel = Panel("T", "S", marac_charts.windows(found, ["about 38%", None, None], BAND),
                  marac_windows.window_table(found))  # fmt: skip
    slide = slide_of(panel)
    [chart] = decks.charts(slide)
    decks.read_back(chart, panel)
    [series] = chart.plots[0].series
    value, (low, high) = 100 * 33 / 87, (100 * end for end in found[0].interval)
    reach = [float(each.text) for each in series._element.xpath("c:errBars//c:v")]
    assert reach == pytest.approx([high - value, value - low])
    assert [each._element.xpath(".//p:cNvPr/@descr")[0] for each in named(slide, "Band")] == [
        "Shaded: 28 to 40% expected (to confirm)"
    ]


@pytest.mark.parametrize(("kind", "gaps"), [("bars", [500, 210, 55]), ("columns", [500, 260, 80])])
def test_a_few_bars_stay_slim(kind: str, gaps: list[int]) -> None:
    found = []
    for count in (1, 2, 4):
        names = [f"{each}" for each in range(count)]
        chart = Chart(kind, names, [Series("n", [5] * count, "#112233")], y=Axis(high=10))
        rows = [(each, 5) for each in names]
        [made] = decks.charts(slide_of(Panel("T", "S", chart, Table("T", ("Name", "n"), rows))))
        found.append(made.plots[0].gap_width)
    assert found == gaps


def test_many_bars_have_smaller_names_and_labels_in_a_column_at_the_edge() -> None:
    names = [f"Ward {each}" for each in range(25)]
    series = Series("n", [5.0] * 25, "#112233", labels=["5.0"] * 25, low=[4.0] * 25,
                    high=[7.0] * 25)  # fmt: skip
    chart = Chart("bars", names, [series], y=Axis(high=10))
    slide = slide_of(Panel("T", "S", chart, Table("T", ("Name", "n"), [(e, 5.0) for e in names])))
    [made] = decks.charts(slide)
    assert made.category_axis.tick_labels.font.size.pt < made.value_axis.tick_labels.font.size.pt
    labels, [frame] = named(slide, "Label"), named(slide, "Chart")
    assert len(labels) == 25
    [plot] = made._chartSpace.xpath("//c:manualLayout")
    x, wide = (float(plot.xpath(f"c:{each}/@val")[0]) for each in ("x", "w"))
    assert all((each.left - frame.left) / frame.width > x + 0.99 * wide for each in labels)
    tops = [each.top for each in labels]
    assert tops == sorted(tops)
    assert all(each.height <= after - top + 1 for each, top, after in
               zip(labels, tops, tops[1:], strict=False))  # fmt: skip


def test_an_empty_cell_of_a_table_has_the_type_size_of_the_others() -> None:
    table = Table("T", ("Name", "Differ"), [("a", ""), ("b", "≠")], text_columns=2)
    slide = slide_of(Panel("T", "S", Chart(), table))
    [made] = [each for each in slide.shapes if each.has_table]
    sizes = {*made._element.xpath("//a:tc//@sz")}
    assert len(sizes) == 1
    assert not made._element.xpath("//a:tc//a:r[not(a:t/text())]")


def test_volume_bars_stand_in_the_order_of_their_table() -> None:
    slide = slide_of(volume())
    [chart] = decks.charts(slide)
    decks.read_back(chart, volume())
    assert chart.category_axis.reverse_order
    assert chart._chartSpace.xpath("//c:valAx/c:crosses/@val") == ["max"]
    assert [str(each) for each in chart.plots[0].categories][-1] == "UK"
    [line], [frame] = named(slide, "Mark"), named(slide, "Chart")
    [plot] = chart._chartSpace.xpath("//c:manualLayout")
    x, wide = (float(plot.xpath(f"c:{each}/@val")[0]) for each in ("x", "w"))
    share = ((line.left - frame.left) / frame.width - x) / wide
    assert share == pytest.approx(40 / volume().figure.y.high, abs=0.01)


def test_a_broken_line_is_a_series_for_each_part() -> None:
    """A native line would join the points on both sides of a break."""
    broken = Series("n", (1, 2, 3), "#000000", breaks=(2,))
    level = Series("Average", (5, 5, 6), "#000000", level=True)
    chart = Chart(categories=("a", "b", "c"), series=(broken, level), x=Axis("Year"),
                  y=Axis("n", high=9))  # fmt: skip
    table = Table("T", ("Year", "n", "Average"), [("a", 1, 5), ("b", 2, 5), ("c", 3, 6)])
    panel = Panel("T", "S", chart, table)
    [found] = decks.charts(slide_of(panel))
    decks.read_back(found, panel)
    assert [(each.name, tuple(each.values)) for each in found.plots[0].series] == [
        ("n, from a", (1, 2, None)), ("n, from c", (None, None, 3)),
        ("Average, from a", (5, 5, None)), ("Average, from c", (None, None, 6)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("axis", "form"),
    [(Axis("n"), "#,##0"), (Axis("n", suffix="%", decimals=1), '#,##0.0"%"'),
     (Axis("n", signed=True), "+#,##0;-#,##0;#,##0")],
)  # fmt: skip
def test_numbers_are_written_as_on_the_screen(axis: Axis, form: str) -> None:
    assert number_format(axis) == form
