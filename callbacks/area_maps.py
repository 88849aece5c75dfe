"""The map of areas and its ranking for the chosen measure."""

from typing import Any

from data.harm.harm import harm
from data.model.question import Question
from data.pack import incidents
from data.pack.pack import Pack
from data.series.trends import Period
from layouts.base.panels import Panel
from layouts.maps.area_panels import ranking, ward_panel
from layouts.maps.harm_map import beside_count, counted, harm_map, instead


def area_map(
    pack: Pack,
    question: Question,
    height: int,
    chosen: Period | None,
    *,
    total: int | None = None,
    every: bool = False,
) -> tuple[Panel, list[Any]]:
    """Return the map of areas and their ranking.

    If the measure is harm and wards have no harm, both show counts. ``chosen`` is the count and
    change of the chosen areas, ``total`` the count of the whole borough. With ``every`` the ranking
    has all areas, otherwise only the first few.
    """
    found = harm(pack, question) if question.view.measure == "harm" else None
    if found and found.wards:
        return harm_map(question, found, found.wards, height), beside_count(question, found.wards)
    question = counted(question) if found else question
    values = incidents.areas(pack, question.filters, question.view.edition)
    panel = ward_panel(question, values, height, total, chosen_areas=chosen)
    return instead(panel, found) if found else panel, ranking(question, values, every=every)
