"""MARAC panels: the repeat rate, the p-chart and the volume, each with its numbers."""

from collections.abc import Sequence

from data.marac.marac import MaracYear
from data.marac.marac_band import ExpectedRange
from data.marac.marac_chart import Centre
from data.marac.marac_volume import Elsewhere, Volume, Women
from data.model.question import join
from layouts.base.panels import Panel
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.charts import marac_charts
from layouts.pages.marac import marac_words

NOT_GIVEN = "not given"
HOW = (
    "The repeat rate is repeat cases over cases. The published one is as the annual report prints "
    "it, cut off after one decimal place."
)
LIES = {"normal": "inside", "possible": "outside 95%", "clear": "outside 99.8%"}


def year_table(years: Sequence[MaracYear], volumes: Sequence[Volume] = ()) -> Table:
    """Return every published figure by year, with the repeat rate as calculated and as printed."""
    per_women = {each.label: each.rate for each in volumes}
    return Table(
        caption="MARAC by year",
        columns=(
            "Year", "Cases", "Repeat cases", marac_charts.REPEAT_RATE, "Rate, as published",
            "95% interval", "Children", "Children per case", "Cases per 10,000 women",
            "Definition of a repeat",
        ),
        rows=[
            (
                each.label,
                each.cases,
                each.repeats,
                marac_words.percent(each) if each.rate is not None else None,
                f"{each.published_rate:.1f}%" if each.published_rate is not None else None,
                _interval(each),
                each.children,
                each.children_per_case,
                per_women.get(each.label),
                each.definition,
            )
            for each in years
        ],
        missing=NOT_GIVEN,
        decimals_by_column={7: 2, 8: 1},
        note=f"{HOW} {_sources(years)}".strip(),
    )  # fmt: skip


def _sources(years: Sequence[MaracYear]) -> str:
    """Return the source of each year's figures; years of the same source are listed together."""
    found: dict[str, list[str]] = {}
    for each in years:
        if each.source:
            found.setdefault(each.source, []).append(each.label)
    return " ".join(f"{join(labels)}: {source}." for source, labels in found.items())


def _interval(year: MaracYear) -> str | None:
    if year.interval is None:
        return None
    return f"{100 * year.interval[0]:.1f} to {100 * year.interval[1]:.1f}%"


def rate_panel(
    years: Sequence[MaracYear], band: ExpectedRange | None, elsewhere: Sequence[Elsewhere]
) -> Panel:
    """Return the chart of repeat rates: a dot for each year, its interval and the expected band."""
    legend = []
    if band:
        standing = "confirmed by the partnership" if band.confirmed else "still to be confirmed"
        legend.append(
            html.Span(f"The band of {marac_words.band_range(band)} is {standing}. {band.source}")
        )
    if uk := [each for each in elsewhere if each.measure == "repeat_rate"]:
        legend.append(html.Span(f"Elsewhere: {join([_elsewhere(each) for each in uk])}."))
    return Panel(
        title=marac_words.rate_title(years, band),
        sentence="Bars are 95% intervals." + (f" {marac_words.MEANING}" if band else ""),
        figure=marac_charts.rates(years, band),
        table=year_table(years),
        legend=legend,
    )


def _elsewhere(each: Elsewhere) -> str:
    return f"{each.value:g}% ({each.label})"


def chart_panel(centres: Sequence[Centre]) -> Panel:
    """Return the p-chart: whether a year's rate differs from the average of its definition."""
    average = " Each definition of a repeat has its own average." if len(centres) > 1 else ""
    said = (
        f"If the true rate were {100 * centres[-1].rate:.1f}% every year, about 95% of years would "
        "fall in the dark band and 99.8% within the pale one. With fewer cases the bands are "
        f"wider.{average}"
        if centres
        else "Three years under one definition are needed."
    )
    return Panel(
        title=marac_words.chart_title(centres),
        sentence=said,
        figure=marac_charts.p_chart(centres),
        table=Table(
            caption="The repeat rate of each year, and the limits around the average",
            columns=("Year", "Rate", "Average", "95% limits", "99.8% limits", "Lies"),
            rows=[
                (
                    point.year.label,
                    f"{100 * point.rate:.1f}%",
                    f"{100 * centre.rate:.1f}%",
                    *(f"{100 * low:.1f} to {100 * high:.1f}%" for low, high in point.limits),
                    LIES[point.verdict],
                )
                for centre in centres
                for point in centre.points
            ],
        ),
    )


def volume_panel(
    volumes: Sequence[Volume], women: Women | None, elsewhere: Sequence[Elsewhere]
) -> Panel:
    """Return cases per 10,000 women beside the expected volume and the volume of other areas."""
    expected = marac_words.of_volume(elsewhere)
    beside = [each for each in elsewhere if each.measure == "volume"]
    sources = list(dict.fromkeys(each.source for each in (*expected, *beside)))
    return Panel(
        title=marac_words.volume_title(volumes, expected),
        sentence=marac_words.women_words(women),
        figure=marac_charts.volume_bars(volumes, beside, expected),
        table=Table(
            caption="MARAC cases per 10,000 women aged 16 and over",
            columns=("Year", "Cases", "Per 10,000 women", "95% interval"),
            rows=[
                *(
                    (each.label, each.cases, each.rate,
                     f"{each.interval[0]:.1f} to {each.interval[1]:.1f}")
                    for each in volumes
                ),
                *((each.label, None, each.value, None) for each in (*beside, *expected)),
            ],
            missing="–",
            note=f"Sources: {'; '.join(sources)}." if sources else "",
        ),
        legend=[
            html.Span(
                "Fewer than expected can mean that people at high risk are not referred. It does "
                "not mean that there is less abuse."
            )
        ]
        if volumes and expected
        else [],
    )  # fmt: skip
