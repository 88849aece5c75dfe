"""Answers for the hotspots page: one function for each layer of the map."""

from collections.abc import Callable, Mapping
from typing import Any

from callbacks.page import Answer, PageCallbacks
from data import density, hotspots, life, queries
from data.pack import Pack
from data.question import Question
from layouts import layers
from layouts.area_panels import ranking, ward_panel
from layouts.cell_lists import cluster_list, life_list, peak_list
from layouts.cell_panels import clusters_panel, density_panel, life_panel
from layouts.hotspot_panels import concentration_card, hotspot_panel, settings, top_points
from layouts.hotspots import (
    AREA_MAP,
    CONCENTRATION,
    LAYERS,
    LIST,
    MAP,
    MAP_HEIGHT,
    POINTS,
    SETTINGS,
)  # fmt: skip
from layouts.panels import Panel

Layer = Callable[[Pack, Question], tuple[Panel, list[Any]]]


def _points(pack: Pack, question: Question) -> tuple[Panel, list[Any]]:
    values = queries.areas(pack, question.filters, question.view.edition)
    points = queries.street_points(pack, question.filters)
    total = queries.total(pack, question.filters)
    panel = hotspot_panel(question, values, points, total)
    return panel, ranking(question, values, every=True)


def _areas(pack: Pack, question: Question) -> tuple[Panel, list[Any]]:
    values = queries.areas(pack, question.filters, question.view.edition)
    total = queries.total(pack, question.filters.everywhere())
    panel = ward_panel(question, values, MAP_HEIGHT, total)
    return panel, ranking(question, values, every=True)


def _density(pack: Pack, question: Question) -> tuple[Panel, list[Any]]:
    found = density.density(pack, question.filters, int(question.view.bandwidth))
    return density_panel(question, found, MAP_HEIGHT), peak_list(question, found)


def _clusters(pack: Pack, question: Question) -> tuple[Panel, list[Any]]:
    found = hotspots.clusters(pack, question.filters)
    panel = clusters_panel(question, found, MAP_HEIGHT)
    if found.too_few:
        return panel, ranking(question, queries.areas(pack, question.filters), every=True)
    return panel, cluster_list(question, found)


def _life(pack: Pack, question: Question) -> tuple[Panel, list[Any]]:
    found = life.life(pack, question.filters)
    return life_panel(question, found, MAP_HEIGHT), life_list(question, found)


ANSWERS: Mapping[str, Layer] = {
    layers.POINTS: _points,
    layers.AREAS: _areas,
    layers.DENSITY: _density,
    layers.CLUSTERS: _clusters,
    layers.LIFE: _life,
}


def answer(pack: Pack, question: Question) -> Answer:
    """The chosen layer with its list, the leading points and how concentrated they are."""
    panel, listed = ANSWERS[question.view.layer](pack, question)
    points = queries.street_points(pack, question.filters)
    return Answer(
        panels={MAP: layers.explained(question, panel)},
        parts={
            LAYERS: layers.layer_links(question),
            SETTINGS: settings(question),
            LIST: listed,
            POINTS: top_points(question, points),
            CONCENTRATION: concentration_card(question, points),
        },
    )


PAGE = PageCallbacks({MAP: AREA_MAP}, (LAYERS, SETTINGS, LIST, POINTS, CONCENTRATION), answer)
