"""Harm on the trends page: by month and year, and in tables beside the count."""

from collections.abc import Sequence
from typing import Any

from data.harm.harm_areas import Harm, WardCounts
from data.harm.harm_scale import Reason
from data.harm.harm_series import Compared, HarmSeries, YearHarm
from data.harm.published_harm import PublishedHarm
from data.model import months
from data.model.crime_types import BY_ID
from data.model.question import Question
from layouts.base import change_words, findings, harm_words, tables, words
from layouts.base.chart import Chart
from layouts.base.components import scrolled
from layouts.base.panels import Panel
from layouts.base.tables import Table
from layouts.base.unchecked import html
from layouts.charts import harm_charts

MONTHLY_NOTE = "Each line is an index: its monthly mean is 100. The two cannot be added."
OF_WARDS = "By month harm is given for the whole borough only: below is that of each year."
ROWS_OF_REPORT = (
    "These scores use the rows of the annual report, each with the mean weight of such offences. "
    "They are closer than scores by the types of police.uk. Do not compare the two."
)
CHANGED = ("Change of count", "Verdict of count", "Change of harm", "Verdict of harm", "Differ")


def nothing(reason: Reason) -> Panel:
    """Return the panel that says why there is no harm score."""
    title, sentence = harm_words.WHY[reason]
    return Panel(title, sentence, Chart(), Table(title, ("Month",), []))


def monthly_panel(found: HarmSeries) -> Panel:
    """Return harm and count by month, each as an index of its mean."""
    question, sizes = found.question, found.months()
    title, sentence = harm_words.finding(question, found.period())
    count, harm, _low, _high = harm_charts.indices(sizes)
    cells = [
        (each.n, round(each.harm), round(each.limits[0]), round(each.limits[1]))
        if each
        else (None,) * 4
        for each in sizes
    ]
    return Panel(
        title=title,
        sentence=sentence,
        figure=harm_charts.beside_count(sizes, question.domain),
        table=Table(
            caption=f"{findings.subject(question)} and its harm by month",
            columns=("Month", "Crimes", "Harm", "95% from", "95% to", harm_charts.COUNT,
                     harm_charts.HARM),
            rows=[
                (months.label(month), *cell, count[i], harm[i])
                for i, (month, cell) in enumerate(zip(question.domain.months, cells, strict=True))
            ],
            note=MONTHLY_NOTE,
        ),
        legend=[html.Span(MONTHLY_NOTE)],
    )  # fmt: skip


def annual_panel(found: HarmSeries) -> Panel:
    """Return the harm of each financial year with its interval, its count and both verdicts.

    Where areas are chosen, only complete years are shown.
    """
    question, years = found.question, found.years()
    whole = question.filters.areas == ()
    years = years if whole else [each for each in years if each.complete]
    name = findings.subject(question)
    tested = any(each.compared.harm for each in years)
    return Panel(
        title=f"Harm of {findings.lowered(name)} by financial year",
        sentence=_latest(question, years),
        figure=harm_charts.by_year(years) if years else Chart(),
        table=Table(
            caption=f"{name} and its harm by financial year",
            columns=("Year", "Months held", "Crimes", "Harm", "95% from", "95% to", *CHANGED),
            rows=[
                (each.compared.name, each.months_held, *_size(each.compared),
                 *changed(each.compared))
                for each in years
            ],
            missing="–",
            signed=(6, 8),
        ),
        legend=[html.Span(change_words.THRESHOLDS)] if tested else [],
    )  # fmt: skip


def _latest(question: Question, years: Sequence[YearHarm]) -> str:
    """Return both changes of the year of the last chosen month, or else of the latest compared."""
    label = months.year_label(months.year_of(question.last))
    tested = [each.compared for each in years if each.compared.harm]
    if not tested:
        return "No two whole years in a row have data, so none are compared."
    each = next((each for each in tested if each.name == label), tested[-1])
    both = [f"{what} {words.amount(test)}, {words.verdict(test)}"
            for what, test in (("harm", each.harm), ("count", each.count)) if test]  # fmt: skip
    return f"{each.name} on the year before: {'; '.join(both)}."


def harm_section(found: Harm, published: Sequence[PublishedHarm]) -> list[Any]:
    """Return the tables of harm beside the count, and the limits of the scores.

    Without a series they start with why there is none. Wards are left out if areas are chosen.
    """
    blocks: list[Any] = [html.H2("Harm beside the count")]
    if found.series is None:
        title, sentence = harm_words.WHY[found.reason or "not held"]
        blocks.append(html.P(f"{title}. {sentence}", className="finding"))
    else:
        blocks += _types(found.series)
    blocks += _published(published)
    if found.wards is not None and not found.question.filters.narrowed:
        blocks += _wards(found.wards)
    said = [harm_words.weights_of(found.scale), *harm_words.LIMITS]
    return [*blocks, html.Ul([html.Li(each) for each in said], className="soft")]


def _types(found: HarmSeries) -> list[Any]:
    question, by_type = found.question, found.by_type()
    whole = found.period()
    lines = [*by_type, *([whole] if len(by_type) > 1 else [])]
    scale = found.scale.by_type
    means = [*(scale[each][0] for each in _ordered(found, by_type)), None]
    table = Table(
        caption=f"Crimes and harm by type, {question.where}, "
        f"{words.stretch(question.first, question.last)}",
        columns=("Type", "Crimes", "Mean weight", "Harm", "95% from", "95% to", *CHANGED),
        rows=[
            (each.name, each.now.n, mean, *_size(each)[1:], *changed(each))
            for each, mean in zip(lines, means, strict=False)
        ],
        missing="–",
        signed=(6, 8),
        note=change_words.THRESHOLDS if any(each.harm or each.count for each in lines) else "",
    )
    said = [
        harm_words.differing(lines),
        harm_words.range_of(found.scale, found.counted()),
        change_words.marked([(each.name, each.harm) for each in by_type]),
    ]
    return [
        html.P(" ".join(filter(None, said[:2])), className="finding"),
        scrolled(table.caption, tables.render(table)),
        html.P(said[2], className="soft"),
    ]


def _ordered(found: HarmSeries, by_type: Sequence[Compared]) -> list[str]:
    """Return the ids of crime types in the order of the table."""
    labels = {BY_ID[each].label: each for each in found.types}
    return [labels[each.name] for each in by_type]


def _published(published: Sequence[PublishedHarm]) -> list[Any]:
    if not published:
        return []
    last = published[-1]
    by_row = Table(
        caption=f"Harm of the rows of the annual report, {last.year}",
        columns=("Row", "Crimes", "Harm", "95% from", "95% to", *CHANGED),
        rows=[(each.name, *_size(each), *changed(each)) for each in (*last.measures, last.whole)],
        missing="–",
        signed=(5, 7),
    )
    by_year = Table(
        caption="Harm of the annual report by year",
        columns=("Year", "Crimes listed", "Harm", "95% from", "95% to", *CHANGED),
        rows=[(each.year, *_size(each.whole), *changed(each.whole)) for each in published],
        missing="–",
        signed=(5, 7),
    )
    share = f"These rows are {last.share:.0%} of its crimes; the rest has no weight. " if (
        last.share
    ) else ""  # fmt: skip
    return [
        html.H3("From the annual report"),
        html.P(f"{share}{harm_words.differing([*last.measures, last.whole])}", className="finding"),
        scrolled(by_year.caption, tables.render(by_year), tables.render(by_row)),
        html.P(ROWS_OF_REPORT, className="soft"),
    ]


def _wards(found: WardCounts) -> list[Any]:
    years = found.years()
    if not years:
        return []
    table = Table(
        caption=f"{findings.what(found.question)} and its harm by ward and financial year",
        columns=("Ward", *(f"{what} {label}" for label, _wards in years
                           for what in ("Crimes", "Harm", "95% interval"))),
        rows=[
            (ward.name, *(cell for _label, each in years for cell in _cells(each[i].compared)))
            for i, ward in enumerate(found.wards)
        ],
    )  # fmt: skip
    return [
        html.H3("By ward and year"),
        scrolled(table.caption, tables.render(table)),
        html.P(
            f"{harm_words.UNRELIABLE} Wards are in the order of the alphabet.", className="soft"
        ),
    ]


def _cells(each: Compared) -> tuple[int, int | str, str]:
    """Return crimes, harm and interval; a score on too few crimes is grey and in brackets."""
    low, high = (words.number(end) for end in each.now.limits)
    said = words.number(round(each.now.harm))
    harm = round(each.now.harm) if each.now.reliable else tables.Aside(f"({said})")
    return each.now.n, harm, f"{low} to {high}"


def _size(each: Compared) -> tuple[int, int, int, int]:
    """Return the crimes, the harm score and the ends of its 95 % interval, rounded."""
    low, high = each.now.limits
    return each.now.n, round(each.now.harm), round(low), round(high)


def changed(each: Compared) -> tuple:
    """Return change and verdict of the count, then of the harm, and "≠" if the verdicts differ."""
    if each.count is None or each.harm is None:
        return None, change_words.NOT_COMPARED, None, change_words.NOT_COMPARED, None
    return (
        each.count.difference,
        words.verdict(each.count),
        each.harm.difference,
        words.verdict(each.harm),
        "≠" if each.differs else "",
    )
