"""Compare the yearly assessment with the earlier one that the pack was given.

The text and figures of the earlier one are kept unchanged. What happened since is counted in this
pack alone, so that no figure of one pack is subtracted from a figure of another.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.assessment.priorities import Priority, board_mean, priorities
from data.assessment.since import Earlier, Fate, Obstacle, ThemeSince
from data.assessment.themes import measured
from data.model import months
from data.model.assessment import AssessmentRow, EarlierRow, Theme, Written, written
from data.model.question import Question
from data.model.rows import rows
from data.pack import incidents, queries
from data.pack.pack import Pack
from data.stats.dispersion import Scatter
from data.stats.significance import Change, change


def summary(pack: Pack) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the text and the themes of a pack's assessment, by its own weights.

    The months are those of an address without filters. The columns are those of the tables
    ``earlier_assessment`` and ``earlier_theme``.
    """
    entries = queries.assessment(pack)
    file = written(rows(entries, AssessmentRow))
    question = Question.from_query("", pack.domain)
    order = priorities(measured(pack, question, file.themes), file.weights)
    themes = pd.DataFrame([_row(each, question) for each in order], columns=EarlierRow._fields)
    whole = dict.fromkeys(("place", "n", "before", "harm_rank"), "Int64")
    return _numbered(entries), _numbered(themes.astype(whole))


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(position=range(1, len(frame) + 1))


def _row(each: Priority, question: Question) -> EarlierRow:
    theme = each.measured
    return EarlierRow(
        name=theme.theme.name,
        version=question.domain.version,
        first_month=question.first,
        last_month=question.last,
        place=each.rank,
        n=theme.n,
        before=theme.change.before if theme.change else None,
        p_value=theme.change.p_value if theme.change else None,
        harm=float(theme.harm.now.harm) if theme.harm else None,
        harm_rank=each.ranks["harm"],
        reliable=bool(theme.harm and theme.harm.now.reliable),
        standing=theme.funnel.own.standing if theme.funnel else "",
    )


def earlier(
    pack: Pack, question: Question, file: Written, order: Sequence[Priority]
) -> Earlier | None:
    """Compare the present assessment with the earlier one; None where the pack has none.

    ``order`` has the themes of ``file``. Counts are of the whole borough.
    """
    earlier_rows = rows(queries.earlier_themes(pack), EarlierRow)
    if not earlier_rows:
        return None
    document = written(rows(queries.earlier_assessment(pack), AssessmentRow))
    first, last = earlier_rows[0].first_month, earlier_rows[0].last_month
    obstacle = _obstacle(question, first, last)
    themes = {each.name: each for each in document.themes}
    now = {_key(each.name): each for each in file.themes}
    ranks = {each.measured.theme.name: each.rank for each in order}
    found = []
    for row in earlier_rows:
        theme = themes[row.name]
        kept = now.pop(_key(row.name), None)
        counted = None if obstacle else _counted(pack, question, theme, (first, last))
        found.append(
            ThemeSince(
                name=row.name,
                fate=_fate(theme, kept),
                said=row,
                board=board_mean(theme),
                change=counted,
                rank=ranks[kept.name] if kept else None,
            )
        )
    new = [ThemeSince(each.name, "new", rank=ranks[each.name]) for each in now.values()]
    return Earlier(document.year, first, last, (*found, *new), document.recommendations, obstacle)


def _key(name: str) -> str:
    return name.casefold()


def _fate(theme: Theme, kept: Theme | None) -> Fate:
    if kept is None:
        return "dropped"
    return "kept" if {*kept.crime} == {*theme.crime} else "other types"


def _obstacle(question: Question, first: date, last: date) -> Obstacle | None:
    """Return why the chosen months cannot be compared with the earlier ones; None if they can."""
    if question.last < first:
        return "before"
    if question.first <= last:
        return "overlap"
    if question.filters.length != len(months.between(first, last)):
        return "length"
    return "missing" if first < question.domain.months[0] else None


def _counted(
    pack: Pack, question: Question, theme: Theme, then: tuple[date, date]
) -> Change | None:
    """Return the change of a theme from the earlier months to the chosen ones.

    None where it has no crime types or one that the pack lacks, or where its months or police
    forces are not comparable.
    """
    if not theme.crime or any(each not in pack.domain.choices for each in theme.crime):
        return None
    now = question.everywhere().filters.with_crime(*theme.crime)
    if not now.may_be_compared(pack.domain, *then):
        return None
    before = now.with_months(*then)
    scatter = Scatter.of(theme.crime, now.length)
    return change(incidents.total(pack, before), incidents.total(pack, now), scatter)
