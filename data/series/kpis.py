"""The measures that a board watches, counted in a pack."""

from data.model.kpi_row import KpiRow
from data.model.question import Question
from data.model.rows import rows
from data.pack import incidents, queries
from data.pack.pack import Pack
from data.series import monthly_views
from data.series.kpi import Kpi, figures_of, question_of
from data.stats.area_values import PER


def kpis(pack: Pack) -> list[Kpi]:
    """Return the measures in the order of the TOML."""
    figures = figures_of(queries.annual(pack))
    return [
        Kpi.published(row, figures[row.filter])
        if row.measure == "published"
        else _counted(pack, row)
        for row in rows(queries.kpis(pack), KpiRow)
    ]


def _counted(pack: Pack, row: KpiRow) -> Kpi:
    question = question_of(row, pack.domain)
    earlier = question.filters.year_before(pack.domain)
    before = incidents.total(pack, earlier) if earlier else None
    people = residents(pack, question) if row.measure == "rate" else None
    n = incidents.total(pack, question.filters)
    return Kpi.counted(row, question, n, before, people / PER if people else 1.0)


def residents(pack: Pack, question: Question) -> float | None:
    """Return the residents of the chosen wards; None where they are not known."""
    if question.filters.drawn:
        return None
    return monthly_views.residents_of(question, queries.residents(pack))
