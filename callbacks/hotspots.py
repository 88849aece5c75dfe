"""Callbacks of the hotspots page: one function for each layer of the map."""

from collections.abc import Callable, Mapping
from typing import Any

from callbacks.area_maps import area_map
from callbacks.page import Answer, PageCallbacks
from data.hotspots import density, hotspots, lifecycle
from data.model.question import Question
from data.pack import incidents
from data.pack.pack import Pack
from data.series import trends
from data.series.trends import Period
from layouts.base.panels import Panel
from layouts.maps.area_panels import ranking
from layouts.pages.hotspots import layers
from layouts.pages.hotspots.cell_lists import cluster_list, life_list, peak_list
from layouts.pages.hotspots.cell_panels import clusters_panel, density_panel
from layouts.pages.hotspots.hotspot_panels import (
    concentration_card,
    hotspot_panel,
    settings,
    top_points,
)
from layouts.pages.hotspots.hotspots import (
    AREA_MAP,
    CONCENTRATION,
    LAYERS,
    LIST,
    MAP,
    MAP_HEIGHT,
    POINTS,
    SETTINGS,
)  # fmt: skip
from layouts.pages.hotspots.life_panels import life_panel

Layer = Callable[[Pack, Question], tuple[Panel, list[Any]]]


def _points(pack: Pack, question: Question) -> tuple[Panel, list[Any]]:
    values = incidents.areas(pack, question.filters, question.view.edition)
    points = incidents.street_points(pack, question.filters)
    total = incidents.total(pack, question.filters)
    panel = hotspot_panel(question, values, points, total, _chosen(pack, question))
    return panel, ranking(question, values, every=True)


def _areas(pack: Pack, question: Question) -> tuple[Panel, list[Any]]:
    total = incidents.total(pack, question.filters.everywhere())
    chosen = _chosen(pack, question)
    return area_map(pack, question, MAP_HEIGHT, chosen, total=total, every=True)


def _chosen(pack: Pack, question: Question) -> Period | None:
    """Return the count and change of the areas chosen; None for the whole borough."""
    if not question.filters.narrowed:
        return None
    frame = incidents.by_month(pack, question.filters.whole_series(pack.domain))
    return trends.chosen_period(trends.series(frame, pack.domain), question)


def _density(pack: Pack, question: Question) -> tuple[Panel, list[Any]]:
    result = density.density(pack, question.filters, int(question.view.bandwidth))
    return density_panel(question, result, MAP_HEIGHT), peak_list(question, result)


def _clusters(pack: Pack, question: Question) -> tuple[Panel, list[Any]]:
    result = hotspots.clusters(pack, question.filters)
    panel = clusters_panel(question, result, MAP_HEIGHT)
    if result.too_few:
        values = incidents.areas(pack, question.filters, question.view.edition)
        return panel, ranking(question, values, every=True)
    return panel, cluster_list(question, result)


def _life(pack: Pack, question: Question) -> tuple[Panel, list[Any]]:
    result = lifecycle.life(pack, question.filters)
    return life_panel(question, result, MAP_HEIGHT), life_list(question, result)


ANSWERS: Mapping[str, Layer] = {
    layers.POINTS: _points,
    layers.AREAS: _areas,
    layers.DENSITY: _density,
    layers.CLUSTERS: _clusters,
    layers.LIFE: _life,
}


def answer(pack: Pack, question: Question) -> Answer:
    """Return the chosen layer with its list, the top points and the concentration of incidents.

    Only the layer of areas shows harm: if the measure is harm, other layers show counts.
    """
    counted = layers.without_harm(question)
    panel, listed = ANSWERS[question.view.layer](pack, counted)
    points = incidents.street_points(pack, question.filters)
    return Answer(
        panels={MAP: layers.explained(question, panel)},
        parts={
            LAYERS: layers.layer_links(question),
            SETTINGS: settings(question, points),
            LIST: listed,
            POINTS: top_points(question, points),
            CONCENTRATION: concentration_card(question, points),
        },
    )


PAGE = PageCallbacks({MAP: AREA_MAP}, (LAYERS, SETTINGS, LIST, POINTS, CONCENTRATION), answer)
