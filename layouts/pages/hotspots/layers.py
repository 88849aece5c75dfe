"""The layers of the hotspot map, each with a sentence on what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.model.domain import WARDS
from data.model.question import Question
from data.model.view import VIEW_CHOICES
from layouts.base.glossary import abbreviated
from layouts.base.panels import Panel
from layouts.base.unchecked import html

POINTS, AREAS, DENSITY, CLUSTERS, LIFE = VIEW_CHOICES["layer"]
MEASURED = (POINTS, AREAS)  # the layers that show the chosen measure
ANCHORS = (
    "Police plot incidents at a fixed list of points near by, so this shows where those points "
    "gather."
)
NO_HARM = "These are counts: harm is given by ward only."
POPULATION = "The test does not allow for where people live or shop."


@dataclass(frozen=True)
class Layer:
    """One layer: the text of its link, and the sentence under its map."""

    label: str
    explanation: str


LAYERS: Mapping[str, Layer] = {
    POINTS: Layer(
        "Street points",
        "Circles are points near which the police plotted incidents; their area is the count.",
    ),
    AREAS: Layer(
        "Areas",
        "Colours stand for classes of about equally many areas. Grey: too few incidents, or "
        "no change beyond normal variation.",
    ),
    DENSITY: Layer(
        "Density",
        "Incidents per square kilometre, near ones counting most and those beyond the bandwidth "
        f"not at all. {ANCHORS}",
    ),
    CLUSTERS: Layer(
        "Clusters",
        "These squares and those beside them hold more incidents than if the counts of the "
        "borough's squares were shuffled. Squares that touch are one cluster, with those beside "
        f"them that hold more. One busy square alone is no cluster. {ANCHORS}",
    ),
    LIFE: Layer(
        "Life cycle",
        "Places that were significant clusters (95%) in two quarters or more: persistent (in four "
        "fifths of the quarters tested), emerging (only of late), intermittent (on and off), "
        "former (no longer).",
    ),
}


def layer_links(question: Question) -> list[Any]:
    """Return links to the layers, with the current one marked.

    The layer of areas has a link for each edition.
    """
    view = question.view
    links = []
    for layer, about in LAYERS.items():
        if layer != AREAS:
            links.append(_link(question, about.label, layer == view.layer, layer=layer))
            continue
        for edition in question.domain.editions:
            label = "Wards" if edition.id == WARDS.id else edition.label
            here = view.layer == AREAS and view.edition == edition.id
            links.append(_link(question, label, here, layer=AREAS, edition=edition.id))
    return links


def _link(question: Question, label: str, here: bool, **view: str) -> html.A:
    plain = {"edition": WARDS.id, **view}
    href = question.query(view=replace(question.view, **plain)) or "?"
    return html.A(
        abbreviated(label), href=href, **{"data-link": "", "aria-current": "true" if here else None}
    )


def without_harm(question: Question) -> Question:
    """Return the question as the layer answers it: with the count for harm, except by area."""
    if question.view.measure != "harm" or question.view.layer == AREAS:
        return question
    return replace(question, view=replace(question.view, measure="count"))


def explained(question: Question, panel: Panel) -> Panel:
    """Return the panel with the explanation of its layer under the map."""
    explanation = LAYERS[question.view.layer].explanation
    if without_harm(question) != question:
        explanation = f"{NO_HARM} {explanation}"
    said = html.P(explanation, className="explanation")
    return replace(panel, legend=[*panel.legend, said])
