"""Finer MARAC returns for partners: twelve months ending each quarter, as chart and table."""

from collections.abc import Sequence

from data.marac.marac_band import ExpectedRange
from data.marac.marac_windows import Window
from data.model.disclosure import Rule
from layouts.base.chart import Chart
from layouts.base.panels import Panel
from layouts.base.tables import Table, safe_cell
from layouts.charts import marac_charts
from layouts.pages.marac import marac_words


def windows_panel(
    windows: Sequence[Window], band: ExpectedRange | None, rule: Rule, standing: str
) -> Panel:
    """Return the repeat rate of each twelve months from protected counts.

    A public pack has no windows: the panel then says that they are for partners.
    """
    table = window_table(windows)
    if not windows:
        title = "Finer figures are for partners"
        return Panel(title, "This pack holds none.", Chart(), table)
    return Panel(
        title=marac_words.windows_title(windows),
        sentence=marac_words.windows_sentence(standing, rule),
        figure=marac_charts.windows(
            windows, [marac_words.window_rate(each) for each in windows], band
        ),
        table=table,
    )


def window_table(windows: Sequence[Window]) -> Table:
    """Return a row for each twelve months: protected counts, rate and why any is missing."""
    return Table(
        caption="MARAC, twelve months ending each quarter, counts protected",
        columns=("12 months to", "Cases", "Repeat cases", "Rate", "Children", "Note"),
        rows=[
            (
                each.label,
                *(safe_cell(count) for count in (each.cases, each.repeats)),
                marac_words.window_rate(each),
                safe_cell(each.children),
                each.note,
            )
            for each in windows
        ],
    )
